using System.Runtime.InteropServices;

namespace Dag.Interpreter.Plans.Planning;

/// <summary>The shape of a plan: nodes are 0 to Count - 1, edges are index ranges, both ways. Knows no tasks, names or bodies.</summary>
public sealed class PlanGraph
{
    private readonly int[] depStarts;
    private readonly int[] deps;
    private readonly int[] dependentStarts;
    private readonly int[] dependents;

    private PlanGraph(int[] depStarts, int[] deps)
    {
        this.depStarts = depStarts;
        this.deps = deps;
        Count = depStarts.Length - 1;
        (dependentStarts, dependents) = Turned(depStarts, deps);
    }

    public int Count { get; }

    public ReadOnlySpan<int> DepsOf(int node) => deps.AsSpan(depStarts[node], depStarts[node + 1] - depStarts[node]);

    public ReadOnlySpan<int> DependentsOf(int node) => dependents.AsSpan(dependentStarts[node], dependentStarts[node + 1] - dependentStarts[node]);

    private static (int[] Starts, int[] Ends) Turned(int[] depStarts, int[] deps)
    {
        var count = depStarts.Length - 1;
        var starts = new int[count + 1];
        foreach (var dep in deps)
            starts[dep + 1]++;
        for (var node = 0; node < count; node++)
            starts[node + 1] += starts[node];

        var turned = new int[deps.Length];
        var next = starts.AsSpan(0, count).ToArray();
        for (var node = 0; node < count; node++)
        {
            for (var at = depStarts[node]; at < depStarts[node + 1]; at++)
                turned[next[deps[at]]++] = node;
        }

        return (starts, turned);
    }

    /// <summary>Puts a graph together node by node. A node's deps are there before it, so no circle can be made.</summary>
    public sealed class Builder(int capacity = 16)
    {
        private const int Few = 32;
        private readonly List<int> starts = new(capacity + 1) { 0 };
        private readonly List<int> deps = new(capacity * 2);

        /// <summary>The new node; a dep that is given twice counts once.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A dep is no earlier node.</exception>
        public int Add(params ReadOnlySpan<int> needed)
        {
            var node = starts.Count - 1;
            foreach (var dep in needed)
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)dep, (uint)node, nameof(needed));

            if (needed.Length <= Few)
                AddFew(needed);
            else
                AddMany(needed);
            starts.Add(deps.Count);
            return node;
        }

        public PlanGraph ToGraph() => new([.. starts], [.. deps]);

        private void AddFew(ReadOnlySpan<int> needed)
        {
            var first = deps.Count;
            foreach (var dep in needed)
            {
                if (!CollectionsMarshal.AsSpan(deps)[first..].Contains(dep))
                    deps.Add(dep);
            }
        }

        // A marker may need every other node: looking each dep up among those before it would take the square of their number.
        private void AddMany(ReadOnlySpan<int> needed)
        {
            var seen = new HashSet<int>(needed.Length);
            foreach (var dep in needed)
            {
                if (seen.Add(dep))
                    deps.Add(dep);
            }
        }
    }
}
