using System.Text;
using System.Text.Json;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Forecasting;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Serialising;
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
        var planned = context.Engine.Plan(program, options);
        context.Report(planned.Diagnostics, asJson);
        if (planned.End != RunStatus.Succeeded)
            return ExitCode.Of(planned.End);

        // Without the store it cannot be said what a run would do.
        if (context.Engine.WhyNotUsed(program.Main.Source.Path) is { } doubt)
        {
            context.Report([doubt], asJson);
            return ExitCode.EngineFailed;
        }

        var forecasts = context.Engine.ForecastOf(program, planned, options);
        context.Terminal.Write(asJson ? Json(planned, forecasts, context.Engine.Secrets) : context.Engine.Secrets.Mask(PlanText.Of(planned, forecasts)));
        return ExitCode.Fine;
    }

    /// <summary>A line a task.</summary>
    public static string Json(PlanResult planned, IReadOnlyList<IReadOnlyList<Forecast>> forecasts, SecretTexts secrets)
        => string.Concat(planned.Plans.ToArray().Select((plan, i) => Json(plan, i < forecasts.Count ? forecasts[i] : [], secrets)));

    private static string Json(Plan plan, IReadOnlyList<Forecast> forecasts, SecretTexts secrets)
    {
        var text = new StringBuilder();
        for (var node = 0; node < plan.Tasks.Count; node++)
        {
            var (task, forecast) = (plan.Tasks[node], node < forecasts.Count ? forecasts[node] : null);
            var options = task.Options.Select(option => new { name = option.Declaration.Name, value = secrets.Mask(PlanText.Shown(option)), origin = option.Origin.Describe() });
            var line = new { @event = "planned", task = task.Declaration.Name.Text, product = task.Declaration.Product?.Name.Text, needs = task.Declaration.Deps.Select(dep => dep.Task.Text), options, forecast = forecast?.Kind.Word(), why = forecast?.Why };
            text.Append(JsonSerializer.Serialize(line, ProductJson.Compact)).Append('\n');
        }

        return text.ToString();
    }
}
