using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Run.Scheduling;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Run.Working;

namespace Dag.Interpreter.Host.Running;

/// <summary>Tells a run's listeners by name what the scheduler says by number; its journal hears of what no executor does.</summary>
internal sealed class RunEventPublisher(Plan plan, EventPublisher events, JournalWriter log, TimeProvider clock) : IStateListener
{
    private readonly long[] started = new long[plan.Graph.Count];

    public void Moved(int node, NodeState state, WorkResult? outcome, int culprit)
    {
        if (plan.Tasks[node].Declaration.IsMarker && state is not NodeState.Blocked)
            return;

        var task = plan.NameOf(node);
        switch (state)
        {
            case NodeState.Running:
                started[node] = clock.GetTimestamp();
                events.Record(at => new RunEvent.TaskStarted(at, task));
                break;
            case NodeState.Done:
                events.Record(at => new RunEvent.TaskFinished(at, task, clock.GetElapsedTime(started[node])));
                break;
            case NodeState.Reused:
                events.Record(at => new RunEvent.TaskReused(at, task));
                break;
            case NodeState.Failed when outcome is WorkResult.Failed(var failure):
                events.Record(at => new RunEvent.TaskFailed(at, task, failure));
                break;
            case NodeState.Blocked:
                log.Blocked(task, plan.NameOf(culprit));
                events.Record(at => new RunEvent.TaskBlocked(at, task, plan.NameOf(culprit)));
                break;
            case NodeState.Cancelled:
                events.Record(at => new RunEvent.TaskCancelled(at, task));
                break;
        }
    }
}
