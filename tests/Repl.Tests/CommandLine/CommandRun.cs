using System.Text.RegularExpressions;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Repl.CommandLine;
using Dag.Repl.Commands;
using Dag.Repl.Terminal;
using Dag.Repl.Tests.Rendering;

namespace Dag.Repl.Tests.CommandLine;

/// <summary>Commands in a folder of their own, run in this process as they would be typed there.</summary>
internal sealed partial class CommandRun : IDisposable
{
    // Its end is that of all scripts of the process.
    private static readonly Interrupt Interrupt = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("dag-commands-").FullName;

    public CommandRun With(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Folder);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>The exit code, what went to standard output and what to standard error, without the folder.</summary>
    public async Task<(int Exit, string Output, string Error)> RunAsync(string line)
    {
        var terminal = new RecordingTerminal();
        var words = Word().Matches(line).Select(word => Placed(word.Value)).ToArray();
        var exit = await new DagCommandLine(settings => Open(settings, terminal), terminal, Interrupt).RunAsync(words);
        return (exit, Shown(terminal.Output), Shown(terminal.Error));
    }

    /// <summary>The same as one text, as a person sees it.</summary>
    public async Task<string> SayAsync(string line)
    {
        var (exit, output, error) = await RunAsync(line);
        return $"{output}{error}{(exit == 0 ? "" : $"exit {exit}\n")}";
    }

    public CommandContext Open(SessionSettings settings, ITerminal terminal)
    {
        var places = new EngineFolders(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), settings.StateFolder)
        {
            CodeFolder = Path.Combine(Path.GetTempPath(), $"dag-tests-{Environment.UserName}", "code"),
        };
        var reader = new DiskSourceReader(places.StandardFolder);
        return new(new DagEngine(places, reader, TimeProvider.System, settings.Memory) { RunsCode = settings.RunsCode }, reader, terminal, TimeProvider.System)
        {
            IsRaw = settings.IsRaw,
            IsQuiet = settings.IsQuiet,
        };
    }

    public string Shown(string text) => text.Replace(Folder + "/", "", StringComparison.Ordinal).Replace(AppContext.BaseDirectory, "", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // Paths are those of the folder, which is not the current one.
    private string Placed(string word)
        => word is ['\'', .. var quoted, '\''] ? QuotedPath().Replace(quoted, match => $"\"{Path.Combine(Folder, match.Groups[1].Value)}\"")
            : Path.GetExtension(word) is ".dag" or ".json" or ".yaml" ? Path.Combine(Folder, word)
            : word;

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();

    [GeneratedRegex("""
        "([\w/]+\.\w+)"
        """)]
    private static partial Regex QuotedPath();
}
