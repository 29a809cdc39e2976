using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Tests.Invoking;

namespace Dag.Interpreter.Tests.Planning;

/// <summary>What takes longest goes first, by what it took last time.</summary>
public sealed class WeightsTests
{
    [Fact]
    public void A_node_weighs_what_it_took_and_an_unknown_one_what_the_others_take_on_average()
    {
        using var desk = new Desk("task a { product Text; run sh \"\" }; task b { product Text; run sh \"\" }; task c { needs a, b; product Text; run sh \"\" }");
        var plan = Plan.Of(desk.Invoke("c").Invocations[0]);
        Weighed(plan, []).ShouldBe([1, 1, 1]);
        Weighed(plan, new() { ["a"] = 99, ["b"] = 299 }).ShouldBe([100, 300, 200]);
    }

    private static List<long> Weighed(Plan plan, Dictionary<string, int> took)
    {
        var weights = Weights.Of(plan, task => took.TryGetValue(task.Text, out var milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) : null);
        return [.. Enumerable.Range(0, plan.Graph.Count).Select(weights)];
    }
}
