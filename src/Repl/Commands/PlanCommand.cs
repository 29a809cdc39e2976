using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Run.Forecasting;
using Dag.Language.Collections;
using Dag.Repl.Rendering;

namespace Dag.Repl.Commands;

/// <summary><c>dag plan</c> and <c>dag run --dry-run</c>: what would run, in order, with which values and where they come from. Runs nothing.</summary>
internal static class PlanCommand
{
    public static async Task<int> RunAsync(CommandContext context, string file, EquatableList<string> changes, RunOptions options, bool asJson)
    {
        var (session, exit, hasRun) = await OpenedFile.OpenAsync(context, file, changes, asJson, isDry: true).ConfigureAwait(false);
        using (session)
            return session is null || (hasRun && options.Targets.IsEmpty) ? exit : Show(context, session.Program, options, asJson);
    }

    public static int Show(CommandContext context, DagProgram program, RunOptions options, bool asJson)
    {
        var (planned, forecasts, exit) = Forecast(context, program, options, asJson);
        if (exit == ExitCode.Fine)
            context.Terminal.Write(asJson ? JsonAnswers.Of(planned, forecasts, context.Engine.Secrets) : context.Engine.Secrets.Mask(PlanText.Of(planned, forecasts)));
        return exit;
    }

    /// <summary>The plan of a run with what would become of each task; or an exit code, once the reason has been reported.</summary>
    public static (PlanResult Planned, IReadOnlyList<IReadOnlyList<Forecast>> Forecasts, int Exit) Forecast(CommandContext context, DagProgram program, RunOptions options, bool asJson)
    {
        var planned = context.Engine.Plan(program, options);
        context.Report(planned.Diagnostics, asJson);
        if (planned.End != RunStatus.Succeeded)
            return (planned, [], ExitCode.Of(planned.End));

        // Without the store it cannot be said what a run would do.
        if (context.Engine.WhyNotUsed(program.Main.Source.Path) is { } doubt)
        {
            context.Report([doubt], asJson);
            return (planned, [], ExitCode.EngineFailed);
        }

        return (planned, context.Engine.ForecastOf(program, planned, options), ExitCode.Fine);
    }
}
