using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Run.Forecasting;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Querying;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>
/// Which products would be taken as they are if some tasks were run: those that the session or an earlier run kept, by the work that made them. Of what
/// does not lead to these tasks nothing is known.
/// </summary>
internal sealed record ReusableTasks(IReadOnlySet<TaskName> Planned, IReadOnlySet<TaskName> Kept)
{
    private static readonly ReusableTasks Nothing = new(new HashSet<TaskName>(), new HashSet<TaskName>());

    // A graph in which an option still has to be given has no plan, and so nothing is known of what was kept.
    public static ReusableTasks Of(DagEngine engine, DagProgram program, RunOptions options, IEnumerable<TaskName> tasks)
    {
        var targets = tasks.Where(task => program.Env.FindTask(task) is not null && !program.Env.Disabled.ContainsKey(task)).Select(task => task.Text).ToEquatableList();
        if (targets.IsEmpty || engine.Plan(program, options with { Targets = targets }) is not { End: RunStatus.Succeeded } planned)
            return Nothing;

        var (known, kept) = (new HashSet<TaskName>(), new HashSet<TaskName>());
        foreach (var (plan, forecasts) in planned.Plans.ToArray().Zip(engine.ForecastOf(program, planned, options, withReasons: false)))
        {
            for (var node = 0; node < forecasts.Count; node++)
            {
                known.Add(plan.NameOf(node));
                if (forecasts[node].Kind == ForecastKind.Reuse)
                    kept.Add(plan.NameOf(node));
            }
        }

        return new(known, kept);
    }

    /// <summary>Those that hold in an env: by what is kept, and where that was not looked at, by what the session remembers.</summary>
    public IReadOnlySet<TaskName> With(SessionProducts records, Env env)
        => records.TasksThatAre(TaskState.Cached, env).Where(task => !Planned.Contains(task)).Concat(Kept).ToHashSet();
}
