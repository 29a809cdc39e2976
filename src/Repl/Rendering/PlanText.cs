using System.Text;
using Dag.Interpreter.Asking;
using Dag.Interpreter.Executing;
using Dag.Interpreter.Invoking;
using Dag.Interpreter.Planning;
using Dag.Interpreter.Sessions;
using Dag.Language.Declarations;

namespace Dag.Repl.Rendering;

/// <summary>A plan as a person reads it: the tasks in order, with every option's value and where it comes from.</summary>
internal static class PlanText
{
    /// <summary>With what the session knows: a task whose product holds would not run.</summary>
    public static string Of(PlanResult planned, WorkRecords? records) => string.Concat(planned.Plans.Select(plan => Of(plan, records)));

    /// <summary>With what is kept: whether each task would run, and why.</summary>
    public static string Of(PlanResult planned, IReadOnlyList<IReadOnlyList<Forecast>> forecasts)
        => forecasts.Count == 0 ? Of(planned, records: null) : string.Concat(planned.Plans.ToArray().Zip(forecasts, Of));

    private static string Of(Plan plan, IReadOnlyList<Forecast> forecasts)
    {
        var text = new StringBuilder();
        for (var node = 0; node < forecasts.Count; node++)
        {
            Head(text, plan.Tasks[node], "");
            if (forecasts[node] is { Verb.Length: > 0 } forecast)
                text.Append("    ").Append(forecast.Verb).Append(": ").Append(forecast.Why).Append('\n');
        }

        var (runs, reused) = (forecasts.Count(each => each.Verb is "run" or "free"), forecasts.Count(each => each.Verb == "reuse"));
        return text.Append(Runs(runs)).Append(reused > 0 ? $", {reused} reused" : "").Append('\n').ToString();
    }

    private static string Runs(int count) => count == 1 ? "1 task would run" : $"{count} tasks would run";

    private static void Head(StringBuilder text, InvokedTask task, string more)
    {
        text.Append(task.Declaration.Name).Append(What(task)).Append(more).Append('\n');
        foreach (var option in task.Options)
            text.Append("    ").Append(option.Declaration.Name).Append(" = ").Append(Shown(option)).Append("   (").Append(option.Origin.Describe()).Append(")\n");
    }

    private static string Of(Plan plan, WorkRecords? records)
    {
        var text = new StringBuilder();
        var holding = records?.TasksThatAre("cached", plan.Env) ?? new HashSet<TaskName>();
        foreach (var task in plan.Tasks)
        {
            Head(text, task, holding.Contains(task.Declaration.Name) ? ", there already" : "");
        }

        var runs = plan.Tasks.Count(task => !task.Declaration.IsMarker && task.Given is null && !holding.Contains(task.Declaration.Name));
        return text.Append(Runs(runs)).Append('\n').ToString();
    }

    /// <summary>An option's value, never a secret.</summary>
    public static string Shown(BoundOption option) => TypeChecker.Show(option.Value, option.Declaration.Type);

    private static string What(InvokedTask invoked)
    {
        var task = invoked.Declaration;
        var makes = task.Product is { } product ? $": {product}" : task.IsMarker ? ": a marker" : ": an action";
        if (invoked.Given is not null)
            return $"{makes}, given by hand";

        return task.Deps.IsEmpty ? makes : $"{makes}, after {string.Join(", ", task.Deps.Select(dep => dep.Task.Text))}";
    }
}
