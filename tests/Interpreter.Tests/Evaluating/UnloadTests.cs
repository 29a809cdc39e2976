using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Dag.Interpreter.Tests.Evaluating;

[Collection(AloneCollection.Name)]
public sealed class UnloadTests
{
    private const string Program = """
        type Summary of PcaSummary
        code { public sealed record PcaSummary(double[] Variances); }
        task pca { product Summary; run => new PcaSummary([1, 2]) }
        """;

    [Fact]
    public async Task Three_hundred_inputs_leave_no_more_behind_than_what_they_declare()
    {
        using var bench = new PromptBench(Program);
        await bench.DoAsync("run pca");
        for (var i = 0; i < 30; i++)
        {
            await bench.TypeAllAsync(
                $"pca.Variances.Sum() + {i}", $"var x = pca.Variances.Length + {i};", $"int F(int n) => n + x + {i};", $"var pairs = new[] {{ new {{ N = F({i}) }} }};",
                "pairs.Select(pair => pair.N)", $"record Row{i % 3}(int N);", $"var y = new Row{i % 3}({i});", "x + F(1)", "nothing", "int.Parse(\"x\")");
        }

        // x, F, pairs, y, three rows, pca, and what those still lean on.
        CountOfInputs().ShouldBeLessThan(60);
        (await bench.TypeAsync("x + y.N + pairs[0].N + F(0)")).ShouldBe("int 209");
    }

    // Those that are there once the collector has had its time.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountOfInputs()
    {
        for (var round = 0; round < 10; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return AssemblyLoadContext.All.Count(context => context.IsCollectible && context.Assemblies.Any(assembly => assembly.GetName().Name?.StartsWith("Input", StringComparison.Ordinal) == true));
    }
}
