using Dag.Interpreter.Host.Sessions;
using Dag.Language.Collections;
using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Repl.Commands;

/// <summary>A file as a command sees it: read, and with the statements of <c>-c</c> said to it.</summary>
internal static class OpenedFile
{
    /// <summary>Null, and the exit code, where something was wrong with either; it has been said by then.</summary>
    /// <returns>And whether what was said has run something by itself.</returns>
    public static async Task<(Session? Session, int Exit, bool HasRun)> OpenAsync(CommandContext context, string file, EquatableList<string> statements, bool asJson, bool isDry = false)
    {
        var read = context.Engine.Read(file);
        context.Report(read.Diagnostics, asJson);
        if (read.Program is not { } program)
            return (null, ExitCode.FileWrong, false);

        var session = new Session(context.Engine, program, context.Clock) { IsDry = isDry };
        var talk = new StatementRunner(context, session, asJson, isQuiet: true);
        foreach (var statement in statements.ToArray())
        {
            var exit = await talk.SayAsync(Said(statement), CancellationToken.None).ConfigureAwait(false);
            if (exit == ExitCode.Fine)
                continue;

            session.Dispose();
            return (null, exit, talk.HasRun);
        }

        return (session, ExitCode.Fine, talk.HasRun);
    }

    /// <summary>The same for a command that answers and runs nothing: what says that something is to be run is refused before anything is done.</summary>
    /// <param name="verb">The command's own name.</param>
    public static async Task<(Session? Session, int Exit)> OpenToAskAsync(CommandContext context, string verb, string file, EquatableList<string> statements, bool asJson)
    {
        var wrong = statements.ToArray().SelectMany(statement => RunsOf(Said(statement))).Select(run => CommandErrors.RunsNothing(run, verb, file)).ToList();
        if (wrong.Count > 0)
        {
            context.Report(wrong, asJson);
            return (null, ExitCode.CommandLineWrong);
        }

        var (session, exit, _) = await OpenAsync(context, file, statements, asJson).ConfigureAwait(false);
        return (session, exit);
    }

    private static IEnumerable<SourceLocation> RunsOf(SourceText said)
        => Parser.Parse(said).Statements.OfType<StatementSyntax.Run>().Select(run => new SourceLocation(said, run.Span));

    private static SourceText Said(string statement) => new("<command>", statement);
}
