using System.Runtime.CompilerServices;

namespace Dag.Interpreter.Tests.Bodies;

[Collection(AloneCollection.Name)]
public sealed class UnloadTests
{
    [Fact]
    public void Programs_that_are_disposed_of_are_unloaded()
    {
        using var folder = ProgramFolder.Of("code { record Row(int N); }\ntype R of Row\ntask a { product R; run { await Task.Yield(); return new Row(1); } }\n");
        var loaded = Enumerable.Range(0, 200).Select(_ => LoadAndRun(folder)).ToList();

        for (var round = 0; round < 10 && loaded.Exists(assembly => assembly.IsAlive); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        loaded.Count(assembly => assembly.IsAlive).ShouldBe(0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndRun(ProgramFolder folder)
    {
        using var bench = folder.Bench();
        return new(bench.Run("a")?.GetType().Assembly);
    }
}
