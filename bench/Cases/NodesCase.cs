using Dag.Bench.Measuring;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Scheduling;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Run.Working;

namespace Dag.Bench.Cases;

/// <summary>Nodes that do nothing, layered with fan-in 2, defined from C#: the scheduler against a Task a node and against bare arrays.</summary>
internal static class NodesCase
{
    private const int Width = 1000;

    public static IEnumerable<Figure> Run(int runs, bool smoke)
    {
        var count = smoke ? 20_000 : 1_000_000;
        var graph = Graph(count);
        var nanoseconds = 1e9 / count;
        var tasks = SideBySide.Seconds(runs, () => Scheduled(graph), () => Tasks(graph));
        var arrays = SideBySide.Seconds(runs, () => Scheduled(graph), () => Arrays(graph));
        var ranked = SideBySide.Seconds(runs, () => Scheduled(graph, CriticalPath.Of(graph, _ => 1)), () => Arrays(graph));
        var built = SideBySide.Time(() => Graph(count)) * nanoseconds;
        yield return new($"{count:N0} no-op nodes", tasks.Ours * nanoseconds, tasks.Theirs * nanoseconds, "ns a node", "a Task a node with WhenAll", 1, false, $"building the graph: {built:0} ns a node more");
        yield return new($"{count:N0} no-op nodes", arrays.Ours * nanoseconds, arrays.Theirs * nanoseconds, "ns a node", "a bare array DAG", 6, false, "one gate, a call and a queue for every node");
        yield return new($"{count:N0} no-op nodes, longest way first", ranked.Ours * nanoseconds, ranked.Theirs * nanoseconds, "ns a node", "a bare array DAG", 6, false, "as a session runs them: the critical path and a heap of what is ready");
    }

    private static PlanGraph Graph(int count)
    {
        var builder = new PlanGraph.Builder(count);
        for (var node = 0; node < count; node++)
        {
            if (node < Width)
                builder.Add();
            else
                builder.Add(node - Width, node % Width == 0 ? node - 1 : node - Width - 1);
        }

        return builder.ToGraph();
    }

    private static void Scheduled(PlanGraph graph, long[]? priorities = null)
        => new Scheduler(graph, new Nothing(), workers: 2, keepGoing: false, priorities).RunAsync(CancellationToken.None).GetAwaiter().GetResult();

    private static void Tasks(PlanGraph graph)
    {
        var tasks = new Task[graph.Count];
        for (var node = 0; node < tasks.Length; node++)
        {
            var deps = graph.DepsOf(node);
            tasks[node] = deps.Length == 0 ? Task.Run(() => { }) : Task.WhenAll(tasks[deps[0]], tasks[deps[^1]]).ContinueWith(_ => { }, TaskContinuationOptions.ExecuteSynchronously);
        }

        Task.WaitAll(tasks);
    }

    private static void Arrays(PlanGraph graph)
    {
        var (waiting, ready, next, last) = (new int[graph.Count], new int[graph.Count], 0, 0);
        for (var node = 0; node < graph.Count; node++)
        {
            waiting[node] = graph.DepsOf(node).Length;
            if (waiting[node] == 0)
                ready[last++] = node;
        }

        while (next < last)
        {
            foreach (var dependent in graph.DependentsOf(ready[next++]))
            {
                if (--waiting[dependent] == 0)
                    ready[last++] = dependent;
            }
        }
    }

    private sealed class Nothing : INodeExecutor
    {
        public ValueTask<WorkResult> ExecuteAsync(int node, CancellationToken cancellation) => new(WorkResult.Made);
    }
}
