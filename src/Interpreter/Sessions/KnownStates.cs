using Dag.Interpreter.Asking;
using Dag.Language.Asking;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Sessions;

/// <summary>
/// The states of tasks for queries: what a session remembers, and of products also those that earlier runs kept and that would be taken as they are. Only
/// who asks for those pays for looking.
/// </summary>
/// <param name="order">Whose targets, with all that leads to them, are looked at; without targets everything is.</param>
internal sealed class KnownStates(Session session, DagProgram program, WorkRecords records, RunOrder order) : ITaskStates
{
    public IReadOnlySet<TaskName> TasksThatAre(string word, Env env) => word switch
    {
        "cached" => Kept(env).Union(records.TasksThatAre(word, env)).ToHashSet(),
        "stale" => records.TasksThatAre(word, env).Except(Kept(env)).ToHashSet(),
        _ => records.TasksThatAre(word, env),
    };

    // A graph in which an option still has to be given has no plan, and so nothing is known of what was kept.
    private HashSet<TaskName> Kept(Env env)
    {
        var targets = (order.Targets.IsEmpty ? env.Tasks.Keys.Select(task => task.Text) : order.Targets).Where(task => !env.Disabled.ContainsKey(new(task))).ToEquatableList();
        var planned = session.Plan(program, order with { Targets = targets });
        if (planned.End != RunEnd.Succeeded || targets.IsEmpty)
            return [];

        var kept = new HashSet<TaskName>();
        foreach (var (plan, forecasts) in planned.Plans.ToArray().Zip(session.ForecastOf(program, planned, order, withReasons: false)))
        {
            for (var node = 0; node < forecasts.Count; node++)
            {
                if (forecasts[node].Verb == "reuse")
                    kept.Add(plan.NameOf(node));
            }
        }

        return kept;
    }
}
