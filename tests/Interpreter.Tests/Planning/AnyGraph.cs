using Dag.Interpreter.Plans.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Planning;

/// <summary>Graphs as lists of deps: a node's list names earlier nodes only, some of them more than once.</summary>
internal static class AnyGraph
{
    public static Gen<int[][]> Deps =>
        from count in Gen.Choose(0, 14)
        from lists in Gen.CollectToArray(Enumerable.Range(0, count).Select(DepsOf))
        select lists;

    public static PlanGraph Of(int[][] deps)
    {
        var builder = new PlanGraph.Builder();
        foreach (var needed in deps)
            builder.Add(needed);
        return builder.ToGraph();
    }

    // Fifty deps now and then: the builder takes another way with many.
    private static Gen<int[]> DepsOf(int node)
        => node == 0
            ? Gen.Constant(Array.Empty<int>())
            : from many in Gen.Frequency((9, Gen.Choose(0, 3)), (1, Gen.Choose(33, 50)))
              from deps in Gen.Choose(0, node - 1).ArrayOf(many)
              select deps;
}
