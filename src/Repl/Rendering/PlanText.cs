using System.Text;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Forecasting;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>A plan as a person reads it: the tasks in order, with every option's value and where it comes from.</summary>
internal static class PlanText
{
    /// <param name="forecasts">Whether each task would run, and why; none where nothing is kept.</param>
    public static string Of(PlanResult planned, IReadOnlyList<IReadOnlyList<Forecast>> forecasts)
        => string.Concat(planned.Plans.ToArray().Select((plan, i) => i < forecasts.Count ? Of(plan, forecasts[i]) : Of(plan)));

    private static string Of(Plan plan, IReadOnlyList<Forecast> forecasts)
    {
        var text = new StringBuilder();
        for (var node = 0; node < forecasts.Count; node++)
        {
            Head(text, plan.Tasks[node]);
            if (forecasts[node] is { Kind: not ForecastKind.Nothing } forecast)
                text.Append("    ").Append(forecast.Kind.Word()).Append(": ").Append(forecast.Why).Append('\n');
        }

        var (runs, reused) = (forecasts.Count(each => each.Kind is ForecastKind.Run or ForecastKind.Free), forecasts.Count(each => each.Kind == ForecastKind.Reuse));
        return text.Append(Runs(runs)).Append(reused > 0 ? $", {reused} reused" : "").Append('\n').ToString();
    }

    private static string Runs(int count) => count == 1 ? "1 task would run" : $"{count} tasks would run";

    private static void Head(StringBuilder text, BoundTask task)
    {
        text.Append(task.Declaration.Name).Append(What(task)).Append('\n');
        foreach (var option in task.Options)
            text.Append("    ").Append(option.Declaration.Name).Append(" = ").Append(Shown(option)).Append("   (").Append(VisibleText.OfOneLine(option.Origin.Describe())).Append(")\n");
    }

    private static string Of(Plan plan)
    {
        var text = new StringBuilder();
        foreach (var task in plan.Tasks)
            Head(text, task);
        return text.Append(Runs(plan.Tasks.Count(task => !task.Declaration.IsMarker && task.Given is null))).Append('\n').ToString();
    }

    /// <summary>An option's value, never a secret.</summary>
    public static string Shown(BoundOption option) => TypeChecker.Show(option.Value, option.Declaration.Type);

    private static string What(BoundTask invoked)
    {
        var task = invoked.Declaration;
        var makes = $": {TaskText.Product(task)}";
        if (invoked.Given is not null)
            return $"{makes}, pinned";

        return task.Deps.IsEmpty ? makes : $"{makes}, after {string.Join(", ", task.Deps.Select(dep => dep.Task.Text))}";
    }
}
