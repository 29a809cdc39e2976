using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Repl.Commands;
using Dag.Repl.Editing;
using Dag.Repl.Terminal;

namespace Dag.Repl.Prompting;

/// <summary>
/// <c>dag repl</c> with <c>-c</c> or from a pipe: what could be typed at the prompt, done one after the other. It prints data only, and ends with the first
/// that fails, and its exit code.
/// </summary>
internal sealed class BatchRepl
{
    private readonly OpenedGraph graph;
    private readonly EditorServices knowledge;
    private readonly PromptRunner runner;

    public BatchRepl(CommandContext context, OpenedGraph graph, bool asJson)
    {
        this.graph = graph;
        knowledge = new(() => graph.Session.Env, () => EnvNames.Of(Env.Empty), new Completion(_ => []));
        runner = new(context, new CSharpRepl(context), asJson ? ValueFormat.Json : ValueFormat.Text, knowledge.KindOf);
    }

    /// <param name="texts">What was said with <c>-c</c>; none: it comes from standard input.</param>
    public static async Task<int> RunAsync(CommandContext context, string? file, EquatableList<string> texts, bool asJson, CancellationToken cancellation)
    {
        var opened = OpenedGraph.Open(context, file);
        using var session = opened.Session;
        context.Report(opened.Diagnostics, asJson);
        if (opened.IsWrong)
            return ExitCode.FileWrong;

        var said = new BatchRepl(context, opened, asJson);
        var exit = texts.IsEmpty
            ? await said.SayAsync("<input", await InputAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false)
            : await said.SayAllAsync(texts, cancellation).ConfigureAwait(false);
        foreach (var job in session.Jobs)
            await job.Work.ConfigureAwait(false);
        return exit;
    }

    private static async Task<string> InputAsync(CancellationToken cancellation)
    {
        using var input = StandardInput.Open();
        return await input.ReadToEndAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<int> SayAllAsync(EquatableList<string> texts, CancellationToken cancellation)
    {
        foreach (var text in texts.ToArray())
        {
            if (await SayAsync("<command", text, cancellation).ConfigureAwait(false) is var exit and not ExitCode.Fine)
                return exit;
        }

        return ExitCode.Fine;
    }

    /// <summary>Does a text piece by piece until one fails.</summary>
    /// <param name="name">What the text is called where a message shows a place in it, but for its end: the line and <c>&gt;</c>.</param>
    public async Task<int> SayAsync(string name, string text, CancellationToken cancellation)
    {
        foreach (var (piece, line) in knowledge.Pieces.Of(text))
        {
            var exit = await DoAsync($"{name}{(line == 1 ? "" : $":{line}")}>", piece, cancellation).ConfigureAwait(false);
            if (exit is not ExitCode.Fine || cancellation.IsCancellationRequested)
                return exit;
        }

        return ExitCode.Fine;
    }

    private Task<int> DoAsync(string name, string text, CancellationToken cancellation) => runner.RunAsync(graph, knowledge.KindOf(text), name, cancellation);
}
