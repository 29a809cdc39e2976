using Dag.Interpreter.Plans.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Planning;

public class CriticalPathTests
{
    [Fact]
    public void The_work_ahead_is_the_longest_way_to_a_leaf()
        => CriticalPath.Of(AnyGraph.Of([[], [0], [1], [0]]), _ => 1).ShouldBe([3, 2, 1, 1]);

    [Fact]
    public void A_heavy_node_counts_for_more_than_many_light_ones()
        => CriticalPath.Of(AnyGraph.Of([[], [0], [1], [0]]), node => node == 3 ? 10 : 1).ShouldBe([11, 2, 1, 10]);

    [Fact]
    public void On_any_graph_it_is_what_trying_every_way_finds()
        => Prop.ForAll(AnyGraph.Deps.ToArbitrary(), deps =>
        {
            var graph = AnyGraph.Of(deps);
            CriticalPath.Of(graph, node => node % 4).ShouldBe(Enumerable.Range(0, graph.Count).Select(Longest));

            long Longest(int node) => (node % 4) + graph.DependentsOf(node).ToArray().Select(Longest).DefaultIfEmpty().Max();
        }).QuickCheckThrowOnFailure();
}
