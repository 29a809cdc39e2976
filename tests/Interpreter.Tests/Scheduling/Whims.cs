using Dag.Interpreter.Tests.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Scheduling;

/// <summary>A graph with its whims: which nodes fail, which take a while, and after how many moves the run is cancelled, if ever.</summary>
internal sealed record Whims(int[][] Deps, int[] Fails, int[] Slow, int Workers, bool KeepGoing, int CancelAfter)
{
    public static Gen<Whims> Any =>
        from deps in AnyGraph.Deps
        from fails in Gen.Choose(0, 5).ArrayOf(deps.Length)
        from slow in Gen.Choose(0, 1).ArrayOf(deps.Length)
        from workers in Gen.Choose(1, 4)
        from keepGoing in Gen.Choose(0, 1)
        from cancelAfter in Gen.Choose(1, 40)
        select new Whims(deps, fails, slow, workers, keepGoing == 1, cancelAfter);

    public bool IsFailing(int node) => Fails[node] == 0;
}
