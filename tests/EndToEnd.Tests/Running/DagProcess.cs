using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>The built program as a real process, in a folder of its own that is gone afterwards.</summary>
internal sealed class DagProcess : IDisposable
{
    private readonly List<string> runs = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("dag-test-").FullName;

    /// <summary>The folder in which the program keeps compiled C#, as a user's own would be.</summary>
    public string Home { get; } = Directory.CreateTempSubdirectory("dag-home-").FullName;

    /// <summary>Where the program's scripts look for commands.</summary>
    public const string SearchPath = "/usr/local/bin:/usr/bin:/bin";

    /// <summary>The folder with the published program.</summary>
    public static string Published => Path.Combine(AppContext.BaseDirectory, "program");

    public static string Program => Path.Combine(Published, "dag.dll");

    public DagProcess With(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Folder);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        return this;
    }

    public Ended Run(params string[] words) => RunWith([], words);

    /// <summary>With a text on its standard input.</summary>
    public Ended RunOn(string input, params string[] words) => Run(input, [], words);

    public Ended RunWith(Dictionary<string, string> variables, params string[] words) => Run("", variables, words);

    private Ended Run(string input, Dictionary<string, string> variables, string[] words)
    {
        using var process = Process.Start(StartInfo(variables, words)) ?? throw new InvalidOperationException("dotnet was not started");
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, Shown(output), Shown(error.Result));
    }

    public ProcessStartInfo StartInfo(Dictionary<string, string> variables, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Program);
        foreach (var word in words)
            start.ArgumentList.Add(word);
        start.Environment.Remove("DAG_CACHE");
        start.Environment["XDG_CACHE_HOME"] = Home;
        start.Environment["PATH"] = SearchPath;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>What was printed, without the folder's name, with lengths of time made the same and runs numbered as they are met.</summary>
    public string Shown(string text)
    {
        var timed = System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Replace(ShownPaths(text), @"\b20\d\d-\d\d-\d\d(T[\d:.]+[+-]\d\d:\d\d| \d\d:\d\d:\d\d)?\b", "DATE"), @"\b(took|about|in|after|and) \d+(\.\d+)? (us|ms|s)\b", "$1 0 ms");
        return System.Text.RegularExpressions.Regex.Replace(timed, @"\b\d{8}-\d{6}-\d{3}-[0-9a-f]+(-\d+)?\b", match =>
        {
            if (!runs.Contains(match.Value))
                runs.Add(match.Value);
            return $"RUN-{runs.IndexOf(match.Value) + 1}";
        });
    }

    private string ShownPaths(string text)
        => System.Text.RegularExpressions.Regex.Replace(text.Replace(Folder + "/", "").Replace(Folder, "."), @"( in |  )\d+(\.\d+)? [mu]?s$", "${1}0 ms", System.Text.RegularExpressions.RegexOptions.Multiline);

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(Home, recursive: true);
    }
}

/// <summary>How a process ended and what it printed.</summary>
internal sealed record Ended(int Exit, string Output, string Error)
{
    /// <summary>All of it as one text, to be compared whole.</summary>
    public string Whole => $"exit {Exit}\n{(Output.Length > 0 ? "out: " + Output.TrimEnd('\n').ReplaceLineEndings("\nout: ") + "\n" : "")}{Error.TrimEnd('\n')}".TrimEnd('\n');
}
