namespace Dag.Interpreter.Plans.Planning;

/// <summary>How much work lies ahead of each node at least: its own weight and the heaviest way from it to a leaf.</summary>
public static class CriticalPath
{
    public static long[] Of(PlanGraph graph, Func<int, long> weightOf)
    {
        var ahead = new long[graph.Count];
        for (var node = graph.Count - 1; node >= 0; node--)
        {
            foreach (var dependent in graph.DependentsOf(node))
                ahead[node] = Math.Max(ahead[node], ahead[dependent]);
            ahead[node] += weightOf(node);
        }

        return ahead;
    }
}
