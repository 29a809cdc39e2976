using Dag.Interpreter.Tests.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Streaming;

/// <summary>Pipelines of any stages, with any delays, against the same in LINQ.</summary>
public sealed class AnyPipelineTests : IDisposable
{
    private const int Stages = 4;

    // Each stage does one of several things, as its option says, and may take its time over it.
    private readonly Bench bench = Bench.Of(workers: 3, $$"""
        code {
            static async Task<IEnumerable<int>> Step(int kind, int delay, int n)
            {
                if (delay > 0 && n % delay == 0)
                    await Task.Delay(1);
                return Values(kind, n);
            }
            static IEnumerable<int> Values(int kind, int n) => kind switch
            {
                0 => [n],
                1 => [n + 1],
                2 => n % 3 == 0 ? [] : [n],
                3 => [n, n / 2],
                _ => Enumerable.Repeat(n, n % 4),
            };
        }
        task s0 { option count: Natural = 3; product stream Natural; run => Enumerable.Range(0, count) }
        {{string.Concat(Enumerable.Range(1, Stages).Select(stage => $$"""
            task s{{stage}} { needs each s{{stage - 1}} as n; option kind: Natural = 0; option delay: Natural = 0; product stream Natural; run => await Step(kind, delay, n) }

            """))}}
        task all { needs s{{Stages}} as elements; product Text; run { var text = ""; await foreach (var n in elements) text += $"{n} "; return text.Trim(); } }
        """);

    [Fact]
    public void A_pipeline_gives_what_the_same_in_linq_gives()
        => Prop.ForAll(
            (from count in Gen.Choose(0, 40)
             from steps in Gen.ArrayOf(from kind in Gen.Choose(0, 4) from delay in Gen.Choose(0, 5) select (Kind: kind, Delay: delay), Stages)
             select (Count: count, Steps: steps)).ToArbitrary(),
            pipeline =>
            {
                var settings = string.Concat(pipeline.Steps.Select((step, at) => $"set s{at + 1}.kind = {step.Kind}\nset s{at + 1}.delay = {step.Delay}\n"));
                var said = bench.Say($"set s0.count = {pipeline.Count}\n{settings}run all").GetAwaiter().GetResult().Split('\n')[^1];
                return said == $"all = {string.Join(' ', pipeline.Steps.Aggregate(Enumerable.Range(0, pipeline.Count), (elements, step) => elements.SelectMany(n => Values(step.Kind, n))))}";
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    public void Dispose() => bench.Dispose();

    private static IEnumerable<int> Values(int kind, int n) => kind switch
    {
        0 => [n],
        1 => [n + 1],
        2 => n % 3 == 0 ? [] : [n],
        3 => [n, n / 2],
        _ => Enumerable.Repeat(n, n % 4),
    };
}
