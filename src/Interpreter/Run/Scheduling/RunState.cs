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
    private readonly StreamEdges? streams;
    private readonly Queue<int> readyStages = new();
    private readonly HashSet<int> open = [];

    public RunState(PlanGraph graph, long[]? priorities, IStateListener? listener, StreamEdges? streams = null)
    {
        this.streams = streams;
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

    public bool HasReady => ready.Count > 0;

    /// <summary>A stage that may begin.</summary>
    public bool TryTakeStage(out int node)
    {
        while (readyStages.TryDequeue(out node))
        {
            if (states[node] == NodeState.Ready)
                return true;
        }

        return false;
    }

    /// <summary>A stage runs: those that take its elements may begin.</summary>
    public void Open(int node)
    {
        if (streams is null || !streams.IsStage(node) || !open.Add(node))
            return;

        foreach (var dependent in graph.DependentsOf(node))
        {
            if (streams.Has(node, dependent))
                ReleaseOne(dependent);
        }
    }

    public bool TryTakeReady(out int node)
    {
        while (ready.TryTake(out node))
        {
            if (states[node] == NodeState.Ready)
                return true;
        }

        return false;
    }

    public void Settle(int node, WorkResult outcome)
    {
        if (outcome is WorkResult.Blocked(var culprit))
        {
            Move(node, NodeState.Blocked, culprit: culprit);
            Block(node, culprit);
            return;
        }

        Move(node, outcome switch
        {
            WorkResult.Succeeded { IsReused: true } => NodeState.Reused,
            WorkResult.Succeeded => NodeState.Done,
            WorkResult.Failed => NodeState.Failed,
            _ => NodeState.Cancelled,
        }, outcome);
    }

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
        if (state == NodeState.Ready && streams?.IsStage(node) == true)
            readyStages.Enqueue(node);
        else if (state == NodeState.Ready)
            ready.Add(node);
        listener?.Moved(node, state, outcome, culprit);
        if (state is NodeState.Done or NodeState.Reused)
            Release(node);
        else if (state == NodeState.Failed)
            Block(node, node);
    }

    private int Count(NodeState state) => counts[(int)state];

    private void Release(int node)
    {
        var isOpen = open.Contains(node);
        foreach (var dependent in graph.DependentsOf(node))
        {
            if (!isOpen || streams?.Has(node, dependent) != true)
                ReleaseOne(dependent);
        }
    }

    private void ReleaseOne(int dependent)
    {
        if (--waitingFor[dependent] == 0 && states[dependent] == NodeState.Waiting)
            Move(dependent, NodeState.Ready);
    }

    private void Block(int first, int culprit)
    {
        var blocked = new Stack<int>([first]);
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
