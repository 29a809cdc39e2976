using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Scheduling;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.State.Journals;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Tests.Scheduling;

/// <summary>A graph written in one line, run by hand: <c>a; b -> a; c -> a b</c>, where an arrow points at what is needed. Each node ends when the test says so.</summary>
internal sealed class GraphRun : INodeExecutor, IStateListener
{
    private readonly List<string> names = [];
    private readonly HashSet<string> failing;
    private readonly Dictionary<int, TaskCompletionSource<WorkResult>> held = [];
    private readonly Dictionary<int, TaskCompletionSource> settled = [];
    private readonly bool holds;

    private GraphRun(string graph, string fails, bool holds)
    {
        failing = [.. fails.Split(' ')];
        this.holds = holds;
        var builder = new PlanGraph.Builder();
        foreach (var node in graph.Split(';', StringSplitOptions.TrimEntries))
        {
            var sides = node.Split("->", StringSplitOptions.TrimEntries);
            var deps = sides.Length > 1 ? sides[1].Split(' ').Select(dep => names.IndexOf(dep)).ToArray() : [];
            names.Add(sides[0]);
            builder.Add(deps);
        }

        Graph = builder.ToGraph();
    }

    public PlanGraph Graph { get; }

    public List<string> Events { get; } = [];

    public int MostAtOnce { get; private set; }

    private int Running { get; set; }

    public static async Task<List<string>> EventsOf(string graph, string fails = "", int workers = 1, bool keepGoing = false)
    {
        var run = new GraphRun(graph, fails, holds: false);
        var summary = await run.Scheduler(workers, keepGoing).RunAsync(CancellationToken.None);
        run.Events.Add(Describe(summary));
        return run.Events;
    }

    public static GraphRun Held(string graph, string fails = "") => new(graph, fails, holds: true);

    public Scheduler Scheduler(int workers, bool keepGoing) => new(Graph, this, workers, keepGoing, CriticalPath.Of(Graph, _ => 1), this);

    /// <summary>Lets a node end. Once the run has heard of it, another may end: of two at once the run may hear in either order.</summary>
    public Task EndAsync(string name)
    {
        var node = names.IndexOf(name);
        held[node].SetResult(OutcomeOf(node));
        return settled[node].Task;
    }

    public static string Describe(RunSummary summary)
        => $"{summary.Done} done, {summary.Failed} failed, {summary.Blocked} blocked, {summary.Cancelled} cancelled, {summary.NotRun} not run";

    public ValueTask<WorkResult> ExecuteAsync(int node, CancellationToken cancellation)
    {
        if (!holds)
            return new(OutcomeOf(node));

        var end = held[node] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        settled[node] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation.Register(() => end.TrySetResult(WorkResult.Stopped));
        return new(end.Task);
    }

    public void Moved(int node, NodeState state, WorkResult? outcome, int culprit)
    {
        Running += state == NodeState.Running ? 1 : outcome is not null ? -1 : 0;
        MostAtOnce = Math.Max(MostAtOnce, Running);
        var word = state switch
        {
            NodeState.Running => "started",
            NodeState.Waiting or NodeState.Ready => null,
            _ => state.ToString().ToLowerInvariant(),
        };
        if (word is not null)
            Events.Add(culprit < 0 ? $"{word} {names[node]}" : $"{word} {names[node]} by {names[culprit]}");
        if (outcome is not null && settled.TryGetValue(node, out var ended))
            ended.TrySetResult();
    }

    private WorkResult OutcomeOf(int node)
        => failing.Contains(names[node]) ? new WorkResult.Failed(TaskFailure.Of(new Diagnostic("DAG0000", null, "it was told to."))) : WorkResult.Made;
}
