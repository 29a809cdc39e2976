using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Sessions;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Repl.Rendering;

namespace Dag.Repl.Commands;

/// <summary><c>dag query</c> and <c>dag graph</c>: the tasks that a query names, one a line, or as a graph. Runs nothing.</summary>
internal static class QueryCommand
{
    public static async Task<int> RunAsync(CommandContext context, string file, string query, EquatableList<string> changes, bool asJson)
    {
        var (session, exit) = await OpenedFile.OpenToAskAsync(context, "query", file, changes, asJson).ConfigureAwait(false);
        using (session)
        {
            if (session is null)
                return exit;
            if (Find(context, session, query, asJson) is not { } found)
                return ExitCode.CommandLineWrong;

            context.Terminal.Write(string.Concat(asJson ? session.ViewsOf(found).Select(JsonAnswers.Of) : found.Select(task => task + "\n")));
            return ExitCode.Fine;
        }
    }

    public static async Task<int> GraphAsync(CommandContext context, string file, string? query, string form, EquatableList<string> changes)
    {
        var (session, exit) = await OpenedFile.OpenToAskAsync(context, "graph", file, changes, asJson: false).ConfigureAwait(false);
        using (session)
        {
            if (session is null)
                return exit;
            if (Find(context, session, query ?? "all", asJson: false) is not { } found)
                return ExitCode.CommandLineWrong;

            context.Terminal.Write(GraphText.Of(form, session.Program.Graph, found));
            return ExitCode.Fine;
        }
    }

    public static EquatableList<TaskName>? Find(CommandContext context, Session session, string query, bool asJson)
    {
        var source = new SourceText("<query>", query);
        var parsed = Parser.ParseQuery(source);
        var diagnostics = new List<Diagnostic>(parsed.Diagnostics);
        var found = parsed is { Query: { } read, Diagnostics.IsEmpty: true } ? session.Find(read, source, diagnostics) : null;
        context.Report(diagnostics, asJson);
        return found;
    }
}
