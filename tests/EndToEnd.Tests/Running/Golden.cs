using System.Runtime.CompilerServices;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>Compares a whole text with the file of the test's name; with DAG_ACCEPT=1 it is written instead, to be read as a difference.</summary>
internal static class Golden
{
    public static void Compare(string found, [CallerMemberName] string name = "", [CallerFilePath] string source = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(source) ?? "", "Expected", name + ".txt");
        if (Environment.GetEnvironmentVariable("DAG_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
            File.WriteAllText(path, found + "\n");
        }

        found.ShouldBe(File.ReadAllText(path).TrimEnd('\n'));
    }
}
