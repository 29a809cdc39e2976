using System.Runtime.CompilerServices;

namespace Dag.Interpreter.Tests.Evaluating;

[Collection(AloneCollection.Name)]
public sealed class LongSessionTests
{
    private const string Program = """
        type Text of string
        type Summary of PcaSummary
        code { public sealed record PcaSummary(double[] Variances); }
        task pca { product Summary; run => new PcaSummary([1, 2]) }
        task told { needs pca; product Text; run => "0" }
        """;

    [Fact]
    public async Task A_body_changed_two_hundred_times_leaves_only_the_last_ones_loaded()
    {
        using var bench = new PromptBench(Program);
        await bench.DoAsync("run told");
        var (before, bodies) = (GC.GetTotalMemory(forceFullCollection: true), new List<WeakReference>());
        for (var i = 0; i < 200; i++)
        {
            await bench.DoAsync($"override task told {{ needs pca; product Text; run => $\"{i} {{pca.Variances.Length}}\" }}\nrun told");
            bodies.Add(LastBody(bench));
            if (i % 5 == 0)
                await bench.DoAsync("undo\nrun told");
            if (i % 10 == 1)
                (await bench.TypeAsync("told + pca.Variances.Sum()")).ShouldBe($"string {i} 23");
        }

        Collect();
        bodies.Count(body => body.IsAlive).ShouldBeLessThanOrEqualTo(2);

        // The journal keeps each change with what it compiled to, some ten thousand bytes.
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(50_000_000);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LastBody(PromptBench bench) => new(bench.Session.Program.Compiled.Units[^1].Load());

    private static void Collect()
    {
        for (var round = 0; round < 10; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
