using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Testing;

/// <summary>Any tests of a chain of three sums, held against sums done by hand.</summary>
public sealed class AnyTestsTests
{
    private const string Chain = """
        type Whole of int
        task a { option of: Whole = 1; product Whole; run => of }
        task b { needs a; option of: Whole = 2; product Whole; run => a + of }
        task c { needs b; option of: Whole = 3; product Whole; run => b + of }

        """;

    /// <summary>What a test sets or pins, none where null, and whether what it expects is right.</summary>
    private sealed record Sample(int? A, int? B, int? PinnedB, bool IsRight)
    {
        public int C => (PinnedB ?? (A ?? 1) + (B ?? 2)) + 3;

        public string Text(int number) => $$"""
            test "{{number}}" {
                {{(A is { } a ? $"set a.of = {a}" : "")}}
                {{(B is { } b ? $"set b.of = {b}" : "")}}
                {{(PinnedB is { } pinned ? $"pin b = {pinned}" : "")}}
                expect c where value == {{(IsRight ? C : C + 1)}}
            }

            """;
    }

    [Fact]
    public void Whatever_tests_there_are_and_however_many_at_once_each_tells_what_holds_for_it_alone()
    {
        var value = Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 3).Select(number => (int?)number));
        var sample = from a in value from b in value from pinned in value from isRight in Gen.Elements(true, true, false) select new Sample(a, b, pinned, isRight);
        var runs = from samples in sample.ListOf(6) from workers in Gen.Choose(1, 5) select (samples, workers);
        Prop.ForAll(runs.ToArbitrary(), each => Run([.. each.samples], each.workers)).Check(Config.QuickThrowOnFailure.WithMaxTest(10));
    }

    private static bool Run(Sample[] samples, int workers)
    {
        using var bench = new TestBench(Chain + string.Concat(samples.Select((sample, number) => sample.Text(number))));
        var told = Task.Run(() => bench.RunAsync(workers)).GetAwaiter().GetResult().Where(line => !line.StartsWith("condition is false", StringComparison.Ordinal));
        told.ShouldBe(samples.Select((sample, number) => $"{(sample.IsRight ? "Passed" : "Failed")} {number}"));
        return true;
    }
}
