using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Scheduling;
using Dag.Interpreter.State.Journals;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Scheduling;

public class SchedulingLawsTests
{
    [Fact]
    public void A_node_starts_once_after_its_deps_and_no_more_run_at_once_than_there_are_workers()
        => ForAny(whims =>
        {
            var run = LawfulRun.Of(whims);
            run.Broken.ShouldBeEmpty();
            run.Started.ShouldBeUnique();
            run.MostAtOnce.ShouldBeLessThanOrEqualTo(whims.Workers);
        });

    [Fact]
    public void Keeping_going_ends_every_node_as_its_deps_say_it_must()
        => ForAny(whims =>
        {
            var expected = new NodeState[whims.Deps.Length];
            for (var node = 0; node < expected.Length; node++)
            {
                expected[node] = whims.Deps[node].Any(dep => expected[dep] != NodeState.Done) ? NodeState.Blocked
                    : whims.IsFailing(node) ? NodeState.Failed
                    : NodeState.Done;
            }

            LawfulRun.Of(whims with { KeepGoing = true }).Ends.ShouldBe(expected);
        });

    [Fact]
    public void One_worker_always_takes_the_node_with_the_most_work_ahead_and_stops_at_the_first_failure()
        => ForAny(whims =>
        {
            var run = LawfulRun.Of(whims with { Workers = 1, KeepGoing = false });
            run.Started.ShouldBe(InOrder(whims, CriticalPath.Of(run.Graph, _ => 1)));
        });

    [Fact]
    public void The_summary_counts_every_node_once()
        => ForAny(whims =>
        {
            var run = LawfulRun.Of(whims);
            run.Summary.ShouldBe(Counted(run.Ends));
        });

    [Fact]
    public void A_run_that_is_cancelled_at_any_moment_starts_nothing_more_and_counts_every_node_once()
        => ForAny(whims =>
        {
            var run = LawfulRun.Of(whims, cancels: true);
            run.Broken.ShouldBeEmpty();
            run.Summary.ShouldBe(Counted(run.Ends));
            run.Summary.All.ShouldBe(whims.Deps.Length);
        });

    private static void ForAny(Action<Whims> law) => Prop.ForAll(Whims.Any.ToArbitrary(), law).QuickCheckThrowOnFailure();

    private static List<int> InOrder(Whims whims, long[] ahead)
    {
        var order = new List<int>();
        while (Next() is >= 0 and var node)
        {
            order.Add(node);
            if (whims.IsFailing(node))
                break;
        }

        return order;

        int Next() => Enumerable.Range(0, ahead.Length)
            .Where(node => !order.Contains(node) && whims.Deps[node].All(order.Contains))
            .OrderByDescending(node => ahead[node])
            .FirstOrDefault(-1);
    }

    private static RunSummary Counted(NodeState[] ends)
    {
        int Count(NodeState state) => ends.Count(end => end == state);
        return new(Count(NodeState.Done), Count(NodeState.Reused), Count(NodeState.Failed), Count(NodeState.Blocked), Count(NodeState.Cancelled), Count(NodeState.NotRun));
    }
}
