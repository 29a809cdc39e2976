using Dag.Interpreter.Plans.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Planning;

public class PlanGraphTests
{
    [Fact]
    public void A_graph_knows_its_edges_both_ways()
        => Shown(Of([], [0], [0], [1, 2])).ShouldBe(["0: needs , needed by 1 2", "1: needs 0, needed by 3", "2: needs 0, needed by 3", "3: needs 1 2, needed by "]);

    [Fact]
    public void A_dep_that_is_given_twice_counts_once()
        => Shown(Of([], [], [1, 0, 1, 0])).ShouldBe(["0: needs , needed by 2", "1: needs , needed by 2", "2: needs 1 0, needed by "]);

    [Fact]
    public void Nothing_is_a_graph_too() => Of().Count.ShouldBe(0);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_node_cannot_need_itself_or_a_later_one(int dep)
        => Should.Throw<ArgumentOutOfRangeException>(() => new PlanGraph.Builder().Add(dep));

    [Fact]
    public void A_refused_node_leaves_the_builder_as_it_was()
    {
        var builder = new PlanGraph.Builder();
        builder.Add();
        Should.Throw<ArgumentOutOfRangeException>(() => builder.Add(0, 7));
        builder.Add(0);
        Shown(builder.ToGraph()).ShouldBe(["0: needs , needed by 1", "1: needs 0, needed by "]);
    }

    [Fact]
    public void One_node_may_need_a_million_others_each_given_twice()
    {
        const int Count = 1_000_000;
        var builder = new PlanGraph.Builder(Count);
        for (var node = 0; node < Count; node++)
            builder.Add();
        var everything = Enumerable.Range(0, Count).ToArray();
        builder.Add([.. everything, .. everything]);
        builder.ToGraph().DepsOf(Count).SequenceEqual(everything).ShouldBeTrue();
    }

    [Fact]
    public void On_any_graph_the_edges_are_those_that_were_given()
        => Prop.ForAll(AnyGraph.Deps.ToArbitrary(), deps =>
        {
            var graph = Of(deps);
            for (var node = 0; node < deps.Length; node++)
            {
                graph.DepsOf(node).ToArray().ShouldBe(deps[node].Distinct());
                graph.DependentsOf(node).ToArray().ShouldBe(Enumerable.Range(0, deps.Length).Where(other => deps[other].Contains(node)));
            }
        }).QuickCheckThrowOnFailure();

    private static PlanGraph Of(params int[][] deps) => AnyGraph.Of(deps);

    private static IEnumerable<string> Shown(PlanGraph graph)
        => Enumerable.Range(0, graph.Count).Select(node => $"{node}: needs {string.Join(' ', graph.DepsOf(node).ToArray())}, needed by {string.Join(' ', graph.DependentsOf(node).ToArray())}");
}
