using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Scheduling;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Run.Working;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Scheduling;

public class SchedulerTests
{
    [Fact]
    public async Task A_node_runs_after_what_it_needs()
        => (await GraphRun.EventsOf("a; b -> a; c -> a b")).ShouldBe(
            ["started a", "done a", "started b", "done b", "started c", "done c", "3 done, 0 failed, 0 blocked, 0 cancelled, 0 not run"]);

    [Fact]
    public async Task The_node_with_the_most_work_ahead_goes_first()
        => (await GraphRun.EventsOf("short; long; next -> long; last -> next")).ShouldBe(
            ["started long", "done long", "started next", "done next", "started short", "done short", "started last", "done last", "4 done, 0 failed, 0 blocked, 0 cancelled, 0 not run"]);

    [Fact]
    public async Task A_failed_need_blocks_its_dependents_and_names_the_culprit()
        => (await GraphRun.EventsOf("a; b -> a; c -> b", fails: "a")).ShouldBe(
            ["started a", "failed a", "blocked b by a", "blocked c by a", "0 done, 1 failed, 2 blocked, 0 cancelled, 0 not run"]);

    [Fact]
    public async Task After_a_failure_nothing_new_starts()
        => (await GraphRun.EventsOf("a; b; c -> a", fails: "a")).ShouldBe(
            ["started a", "failed a", "blocked c by a", "notrun b", "0 done, 1 failed, 1 blocked, 0 cancelled, 1 not run"]);

    [Fact]
    public async Task Keeping_going_runs_what_does_not_depend_on_the_failure()
        => (await GraphRun.EventsOf("a; b; c -> a; d -> b", fails: "a", keepGoing: true)).ShouldBe(
            ["started a", "failed a", "blocked c by a", "started b", "done b", "started d", "done d", "2 done, 1 failed, 1 blocked, 0 cancelled, 0 not run"]);

    [Fact]
    public async Task What_runs_may_finish_after_a_failure()
    {
        var run = GraphRun.Held("a; b; c", fails: "a");
        var ended = run.Scheduler(workers: 2, keepGoing: false).RunAsync(CancellationToken.None);
        await run.EndAsync("a");
        await run.EndAsync("b");
        await ended;
        run.Events.ShouldBe(["started a", "started b", "failed a", "done b", "notrun c"]);
    }

    [Fact]
    public async Task Cancelling_stops_what_runs_and_starts_nothing_more()
    {
        var run = GraphRun.Held("a; b; c -> a");
        using var stop = new CancellationTokenSource();
        var ended = run.Scheduler(workers: 2, keepGoing: false).RunAsync(stop.Token);
        await stop.CancelAsync();
        GraphRun.Describe(await ended).ShouldBe("0 done, 0 failed, 0 blocked, 2 cancelled, 1 not run");
    }

    [Fact]
    public async Task An_executor_that_throws_ends_the_run_with_what_it_threw()
    {
        var run = new Scheduler(new PlanGraph.Builder().ToGraph(), new Broken(), 1, keepGoing: false);
        (await run.RunAsync(CancellationToken.None)).All.ShouldBe(0);
        var builder = new PlanGraph.Builder();
        builder.Add();
        var broken = new Scheduler(builder.ToGraph(), new Broken(), 1, keepGoing: false).RunAsync(CancellationToken.None);
        (await Should.ThrowAsync<InvalidOperationException>(broken)).Message.ShouldBe("a broken promise");
    }

    [Fact]
    public void On_any_graph_each_node_runs_once_after_its_deps_and_failures_block_what_depends_on_them()
        => Prop.ForAll(Graphs.ToArbitrary(), made =>
        {
            var (graph, fails, workers) = made;
            var events = Task.Run(() => GraphRun.EventsOf(graph, fails, workers, keepGoing: true)).GetAwaiter().GetResult();
            var nodes = graph.Split(';', StringSplitOptions.TrimEntries).Select(node => node.Split("->", StringSplitOptions.TrimEntries)).ToList();
            var failing = fails.Split(' ').ToHashSet();
            var bad = new HashSet<string>();
            foreach (var node in nodes)
            {
                var deps = node.Length > 1 ? node[1].Split(' ') : [];
                var isBlocked = deps.Any(bad.Contains);
                var expected = isBlocked ? 0 : 1;
                events.Count(each => each == $"started {node[0]}").ShouldBe(expected);
                events.Count(each => each.StartsWith($"blocked {node[0]} by ")).ShouldBe(1 - expected);
                foreach (var dep in deps.Where(_ => !isBlocked))
                    events.IndexOf($"done {dep}").ShouldBeLessThan(events.IndexOf($"started {node[0]}"));
                if (isBlocked || failing.Contains(node[0]))
                    bad.Add(node[0]);
            }
        }).QuickCheckThrowOnFailure();

    private static Gen<(string Graph, string Fails, int Workers)> Graphs =>
        from count in Gen.Choose(1, 12)
        from edges in Gen.Choose(0, 3).ArrayOf(count * count)
        from fails in Gen.Choose(0, 5).ArrayOf(count)
        from workers in Gen.Choose(1, 4)
        select (
            string.Join("; ", Enumerable.Range(0, count).Select(node =>
            {
                var deps = Enumerable.Range(0, node).Where(dep => edges[(node * count) + dep] == 0).Select(dep => $"n{dep}").ToList();
                return deps.Count == 0 ? $"n{node}" : $"n{node} -> {string.Join(' ', deps)}";
            })),
            string.Join(' ', Enumerable.Range(0, count).Where(node => fails[node] == 0).Select(node => $"n{node}")),
            workers);

    private sealed class Broken : INodeExecutor
    {
        public async ValueTask<WorkResult> ExecuteAsync(int node, CancellationToken cancellation)
        {
            await Task.Yield();
            throw new InvalidOperationException("a broken promise");
        }
    }
}
