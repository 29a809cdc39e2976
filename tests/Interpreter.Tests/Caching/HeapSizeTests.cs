using System.Collections.Immutable;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Caching;

namespace Dag.Interpreter.Tests.Caching;

/// <summary>What a product is taken to need of memory is about what it was given.</summary>
public class HeapSizeTests
{
    public static TheoryData<string> Names => [.. Made.Keys];

    private static readonly Dictionary<string, Func<object>> Made = new()
    {
        ["a text"] = () => new string('a', 10_000),
        ["bytes"] = () => new byte[100_000],
        ["numbers"] = () => new List<double>(new double[10_000]),
        ["rows"] = () => Enumerable.Range(0, 1_000).Select(i => new double[100]).ToArray(),
        ["rows of many lengths"] = () => Enumerable.Range(0, 1_000).Select(i => new double[i]).ToArray(),
        ["texts"] = () => Enumerable.Range(0, 10_000).Select(i => new string('a', i % 100)).ToList(),
        ["records"] = () => Enumerable.Range(0, 10_000).Select(i => new Label(new string('b', 20), i, new Point(i, i))).ToArray(),
        ["one record"] = () => new Label(new string('b', 2_000), 1, new Point(1, 2)),
        ["records of lists"] = () => Enumerable.Range(0, 1_000).Select(i => new Page(new string('c', 10), Enumerable.Range(0, 50).Select(j => new string('d', 30)).ToArray())).ToList(),
        ["pairs"] = () => Enumerable.Range(0, 10_000).ToDictionary(i => $"key {i}", i => i, StringComparer.Ordinal),
        ["a set"] = () => new HashSet<int>(Enumerable.Range(0, 10_000).ToHashSet(), null),
        ["values that hold texts"] = () => Enumerable.Range(0, 10_000).Select(i => (i, new string('e', 40))).ToList(),
        ["a linked list"] = () => new LinkedList<string>(Enumerable.Range(0, 10_000).Select(i => new string('f', 40))),
        ["an immutable list"] = () => ImmutableList.CreateRange(Enumerable.Range(0, 10_000)),
        ["anything"] = () => Enumerable.Range(0, 10_000).Select(i => (object)i).ToArray(),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_within_a_half_and_twice_of_what_is_held(string name)
    {
        // Twice, since the first time code is made ready for it.
        Made[name]();
        var (held, product) = (0L, new object());
        for (var i = 0; i < 3; i++)
        {
            var started = GC.GetAllocatedBytesForCurrentThread();
            product = Made[name]();
            held = GC.GetAllocatedBytesForCurrentThread() - started;
        }

        var size = HeapSize.Of(new ClrValue(product));
        ((double)size).ShouldBeInRange(held * 0.5, held * 2.0, $"{size} of {held} allocated");
    }

    [Fact]
    public void A_circle_has_an_end()
    {
        var ring = new Ring();
        ring.Next = ring;
        HeapSize.Of(new ClrValue(ring)).ShouldBeGreaterThan(0);
    }

    private sealed record Label(string Name, int Number, Point At);

    private readonly record struct Point(int X, int Y);

    private sealed record Page(string Title, string[] Lines);

    private sealed class Ring
    {
        public Ring? Next { get; set; }
    }
}
