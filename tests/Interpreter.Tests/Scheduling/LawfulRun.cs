using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Scheduling;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.Tests.Planning;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Tests.Scheduling;

/// <summary>What was seen of one run of such a graph, from both sides: by the listener and by the executor.</summary>
internal sealed class LawfulRun : INodeExecutor, IStateListener
{
    private readonly Whims whims;
    private readonly bool cancels;
    private readonly CancellationTokenSource stop = new();
    private int moves;
    private int atOnce;
    private int mostAtOnce;

    private LawfulRun(Whims whims, bool cancels)
    {
        this.whims = whims;
        this.cancels = cancels;
        Graph = AnyGraph.Of(whims.Deps);
        Ends = new NodeState[Graph.Count];
    }

    public PlanGraph Graph { get; }

    public List<int> Started { get; } = [];

    public NodeState[] Ends { get; }

    public List<string> Broken { get; } = [];

    public int MostAtOnce => mostAtOnce;

    public RunSummary Summary { get; private set; } = new(0, 0, 0, 0, 0, 0);

    public static LawfulRun Of(Whims whims, bool cancels = false)
    {
        var run = new LawfulRun(whims, cancels);
        var scheduler = new Scheduler(run.Graph, run, whims.Workers, whims.KeepGoing, CriticalPath.Of(run.Graph, _ => 1), run);
        run.Summary = Task.Run(() => scheduler.RunAsync(run.stop.Token)).GetAwaiter().GetResult();
        return run;
    }

    public async ValueTask<WorkResult> ExecuteAsync(int node, CancellationToken cancellation)
    {
        var now = Interlocked.Increment(ref atOnce);
        for (var most = mostAtOnce; now > most; most = mostAtOnce)
            Interlocked.CompareExchange(ref mostAtOnce, now, most);
        if (whims.Slow[node] == 1)
            await Task.Yield();
        Interlocked.Decrement(ref atOnce);
        if (cancellation.IsCancellationRequested)
            return WorkResult.Stopped;
        return whims.IsFailing(node) ? new WorkResult.Failed(TaskFailure.Of(new Diagnostic("DAG0000", null, "it was told to."))) : WorkResult.Made;
    }

    public void Moved(int node, NodeState state, WorkResult? outcome, int culprit)
    {
        if (state == NodeState.Running)
            Start(node);
        else if (state != NodeState.Ready)
            End(node, state, culprit);
        if (cancels && ++moves == whims.CancelAfter)
            stop.Cancel();
    }

    private void Start(int node)
    {
        if (stop.IsCancellationRequested)
            Broken.Add($"{node} started after the run was cancelled");
        foreach (var dep in whims.Deps[node].Where(dep => Ends[dep] != NodeState.Done))
            Broken.Add($"{node} started before {dep} was done");
        Started.Add(node);
    }

    private void End(int node, NodeState state, int culprit)
    {
        if (Ends[node] != NodeState.Waiting)
            Broken.Add($"{node} ended twice: {Ends[node]}, {state}");
        if (state == NodeState.Blocked && Ends[culprit] != NodeState.Failed)
            Broken.Add($"{node} is blocked by {culprit}, which has not failed");
        Ends[node] = state;
    }
}
