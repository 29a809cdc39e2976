using Dag.Interpreter.Host.Running;
using Dag.Language.Collections;
using Dag.Repl.Rendering;

namespace Dag.Repl.Commands;

/// <summary><c>dag status</c>: which tasks are out of date, a line each with the reason. Runs nothing.</summary>
internal static class StatusCommand
{
    public static async Task<int> RunAsync(CommandContext context, string file, EquatableList<string> changes, RunOptions options, bool asJson)
    {
        var (session, exit) = await OpenedFile.OpenToAskAsync(context, "status", file, changes, asJson).ConfigureAwait(false);
        using (session)
        {
            if (session is null)
                return exit;

            var (planned, forecasts, ended) = PlanCommand.Forecast(context, session.Program, options, asJson);
            if (ended != ExitCode.Fine)
                return ended;

            var statuses = StatusLine.Of(planned, forecasts);
            context.Terminal.Write(asJson ? string.Concat(statuses.Select(JsonAnswers.Of)) : StatusText.Of(context.Paint, statuses, context.Terminal.IsErrorShown ? context.Terminal.Columns : int.MaxValue));
            return ExitCode.Fine;
        }
    }
}
