using System.Text.RegularExpressions;

namespace Dag.Architecture.Tests.Sources;

/// <summary>Every message a person can meet is met by a test.</summary>
public partial class CodesTests
{
    // Said when dag itself is broken: a program that makes it say so is a bug to be mended, not an example.
    private const string OurOwnMistake = "DAG" + "6000";

    [Fact]
    public void Every_code_is_in_some_example()
    {
        var given = CodesIn("src", "*.cs").Where(code => code != OurOwnMistake);
        var shown = CodesIn("tests", "*.cs").Concat(CodesIn("tests", "*.txt")).Concat(CodesIn("tests", "*.dag")).ToHashSet();
        given.Where(code => !shown.Contains(code)).Distinct().Order().ShouldBe([]);
    }

    private static IEnumerable<string> CodesIn(string folder, string pattern)
        => Directory.EnumerateFiles(Path.Combine(Root(AppContext.BaseDirectory), folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Value));

    private static string Root(string folder)
        => File.Exists(Path.Combine(folder, "Dsl.sln")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Dsl.sln"));

    [GeneratedRegex("DAG[0-9]{4}")]
    private static partial Regex Code();
}
