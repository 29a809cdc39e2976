using System.Text;
using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Repl.CommandLine;
using Dag.Repl.Commands;
using Dag.Repl.Prompting;
using Dag.Repl.Terminal;
using Dag.Repl.Tests.Rendering;

namespace Dag.Repl.Tests.Documents;

/// <summary>
/// What the documents show of a session, an answer below each line after <c>dag&gt;</c>, and of <c>dag query</c>, is what is answered for the program
/// above it. With DAG_ACCEPT=1 it is written down anew.
/// </summary>
public sealed partial class SessionsTests : IDisposable
{
    private const string Typed = "dag> ";

    private readonly string folder = Directory.CreateTempSubdirectory("dag-sessions-").FullName;

    public static TheoryData<string> Pages => [.. Documents().Where(page => Repository.Text(page).Contains("\n" + Typed, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_answer_of_a_page_is_the_one_that_is_given(string page)
    {
        var (program, text, found, at) = ("", Repository.Text(page), new StringBuilder(), 0);
        foreach (Match match in Block().Matches(text))
        {
            var (kind, block) = (match.Groups[1].Value, match.Groups[2]);
            if (kind == "dag")
                program = block.Value;
            found.Append(text.AsSpan(at, block.Index - at));
            found.Append(kind.Length == 0 && IsHeld(block.Value) ? await ReplayAsync(block.Value, program) : block.Value);
            at = block.Index + block.Length;
        }

        found.Append(text.AsSpan(at));
        if (Environment.GetEnvironmentVariable("DAG_ACCEPT") == "1")
            File.WriteAllText(Repository.At(page), found.ToString());

        found.ToString().ShouldBe(text);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static bool IsHeld(string block) => block.StartsWith("$ dag query", StringComparison.Ordinal)
        || (block.StartsWith("$ dag ", StringComparison.Ordinal) && block.Contains("\n" + Typed, StringComparison.Ordinal));

    private async Task<string> ReplayAsync(string block, string program)
    {
        var file = Path.Combine(folder, Words().Matches(block).Select(word => word.Value).First(word => word.EndsWith(".dag", StringComparison.Ordinal)));
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? folder);
        await File.WriteAllTextAsync(file, program);
        // Whoever reads a block has not run the ones before it.
        foreach (var kept in new[] { "store", "runs" }.Select(name => Path.Combine(folder, ".dag", name)).Where(Directory.Exists))
            Directory.Delete(kept, recursive: true);
        return Masked(block.StartsWith("$ dag query", StringComparison.Ordinal) ? await CommandsAsync(block) : await SessionAsync(block, file));
    }

    private async Task<string> CommandsAsync(string block)
    {
        var (shown, terminal) = (new StringBuilder(), new RecordingTerminal());
        foreach (var command in block.Split('\n').Where(line => line.StartsWith("$ dag ", StringComparison.Ordinal)))
        {
            using var interrupt = new Interrupt();
            var before = terminal.Output.Length;
            await new DagCommandLine(_ => Open(terminal), terminal, interrupt).RunAsync([.. Words().Matches(command["$ dag ".Length..]).Select(word => word.Value.Trim('\'')).Select(Placed)]);
            shown.Append(command).Append('\n').Append(terminal.Output.AsSpan(before));
        }

        return shown.ToString();
    }

    private string Placed(string word) => word.EndsWith(".dag", StringComparison.Ordinal) ? Path.Combine(folder, word) : word;

    private async Task<string> SessionAsync(string block, string file)
    {
        var terminal = new OneStream();
        var context = Open(terminal);
        var graph = OpenedGraph.Open(context, file);
        graph.Diagnostics.ShouldBeEmpty();
        using var session = graph.Session;
        var said = new BatchRepl(context, graph, asJson: false);
        terminal.Write(block[..(block.IndexOf('\n') + 1)]);
        var number = 0;
        foreach (var line in block.Split('\n').Where(line => line.StartsWith(Typed, StringComparison.Ordinal)))
        {
            terminal.Write(line + "\n");
            await said.SayAsync($"<prompt:{++number}", line[Typed.Length..], CancellationToken.None);
        }

        return terminal.Text;
    }

    private static CommandContext Open(ITerminal terminal)
    {
        var places = new EngineFolders(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), null) { CodeFolder = Path.Combine(Path.GetTempPath(), $"dag-tests-{Environment.UserName}", "code") };
        var reader = new DiskSourceReader(places.StandardFolder);
        return new(new DagEngine(places, reader, TimeProvider.System), reader, terminal, TimeProvider.System);
    }

    private string Masked(string text)
        => Keeping().Replace(Moment().Replace(RunName().Replace(Cost().Replace(text.Replace(folder + "/", ""), "${1}12 ms"), "20261121-090000-000-1a2b"), "2026-11-21 09:00:00"), "cached on disk: took 12 ms to run and 2 ms to store");

    private static IEnumerable<string> Documents()
        => new[] { "README.md" }.Concat(Repository.Files("docs", "*.md").Select(path => Path.GetRelativePath(Repository.Root, path)));

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Words();

    [GeneratedRegex(@"(about |ran in )[\d.]+ [mu]?s")]
    private static partial Regex Cost();

    [GeneratedRegex(@"\b20\d\d-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex Moment();

    [GeneratedRegex(@"\b\d{8}-\d{6}-\d{3}-[0-9a-f]+(-\d+)?\b")]
    private static partial Regex RunName();

    [GeneratedRegex(@"(cached on disk|cached in memory only): took .*")]
    private static partial Regex Keeping();

    // What a person sees: both streams in the order they were written to.
    private sealed class OneStream : ITerminal
    {
        private readonly StringBuilder text = new();

        public string Text => text.ToString();

        public bool IsErrorShown => false;

        public bool IsOutputShown => false;

        public bool HasColour => false;

        public int Columns => 100;

        public void Write(string written) => text.Append(TerminalText.Of(written));

        public void WriteError(string written) => text.Append(TerminalText.Of(written));

        public void WriteData(string written, bool isRaw = false) => text.Append(written);
    }
}
