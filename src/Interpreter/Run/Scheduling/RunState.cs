using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.State.Journals;

namespace Dag.Interpreter.Run.Scheduling;

/// <summary>
/// Every node's state, with one gate for every change: counters, the ready queue and the listener are right because nothing else touches them.
/// One thread at a time owns it.
/// </summary>
internal sealed class RunState
{
    private readonly PlanGraph graph;
    private readonly IStateListener? listener;
    private readonly NodeState[] states;
    private readonly int[] waitingFor;
    private readonly int[] counts = new int[Enum.GetValues<NodeState>().Length];
    private readonly ReadyQueue ready;

    public RunState(PlanGraph graph, long[]? priorities, IStateListener? listener)
    {
        this.graph = graph;
        this.listener = listener;
        states = new NodeState[graph.Count];
        waitingFor = new int[graph.Count];
        counts[(int)NodeState.Waiting] = graph.Count;
        ready = new(priorities);
        for (var node = 0; node < graph.Count; node++)
        {
            waitingFor[node] = graph.DepsOf(node).Length;
            if (waitingFor[node] == 0)
                Move(node, NodeState.Ready);
        }
    }

    public int Running => counts[(int)NodeState.Running];

    public bool HasFailed => counts[(int)NodeState.Failed] > 0;

    public RunSummary Summary => new(
        Count(NodeState.Done), Count(NodeState.Reused), Count(NodeState.Failed), Count(NodeState.Blocked), Count(NodeState.Cancelled), Count(NodeState.NotRun));

    public bool TryTakeReady(out int node)
    {
        while (ready.TryTake(out node))
        {
            if (states[node] == NodeState.Ready)
                return true;
        }

        return false;
    }

    public void Settle(int node, WorkResult outcome) => Move(node, outcome switch
    {
        WorkResult.Succeeded { IsReused: true } => NodeState.Reused,
        WorkResult.Succeeded => NodeState.Done,
        WorkResult.Failed => NodeState.Failed,
        _ => NodeState.Cancelled,
    }, outcome);

    /// <summary>Whatever was not reached is not run.</summary>
    public void Close()
    {
        for (var node = 0; node < states.Length; node++)
        {
            if (states[node] is NodeState.Waiting or NodeState.Ready)
                Move(node, NodeState.NotRun);
        }
    }

    /// <summary>The gate.</summary>
    public void Move(int node, NodeState state, WorkResult? outcome = null, int culprit = -1)
    {
        counts[(int)states[node]]--;
        counts[(int)state]++;
        states[node] = state;
        if (state == NodeState.Ready)
            ready.Add(node);
        listener?.Moved(node, state, outcome, culprit);
        if (state is NodeState.Done or NodeState.Reused)
            Release(node);
        else if (state == NodeState.Failed)
            Block(node);
    }

    private int Count(NodeState state) => counts[(int)state];

    private void Release(int node)
    {
        foreach (var dependent in graph.DependentsOf(node))
        {
            if (--waitingFor[dependent] == 0 && states[dependent] == NodeState.Waiting)
                Move(dependent, NodeState.Ready);
        }
    }

    private void Block(int culprit)
    {
        var blocked = new Stack<int>([culprit]);
        while (blocked.TryPop(out var node))
        {
            foreach (var dependent in graph.DependentsOf(node))
            {
                if (states[dependent] != NodeState.Waiting)
                    continue;

                Move(dependent, NodeState.Blocked, culprit: culprit);
                blocked.Push(dependent);
            }
        }
    }
}
