using System.Collections.Immutable;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>The content of values: the same where a body could not tell them apart, different where it could.</summary>
public sealed class ContentHasherTests
{
    [Fact]
    public void Generated_values_have_one_digest_when_they_say_the_same_and_two_when_they_do_not()
        => Prop.ForAll(Values.ToArbitrary(), Values.ToArbitrary(), (one, other) => (Of(one) == Of(other)) == (one.Said == other.Said)).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void What_is_shared_by_many_is_looked_at_once()
    {
        var deep = ContentHasher.Of(new ClrValue(Doubled(60, isShared: true))).ShouldNotBeNull();
        deep.Size.ShouldBe(long.MaxValue);
        deep.Digits.ShouldNotBe(Of(Doubled(59, isShared: true)));
        ContentHasher.Of(new ClrValue(Doubled(70, isShared: true))).ShouldBeNull();
    }

    [Fact]
    public void Whether_something_is_shared_or_there_twice_does_not_count()
    {
        var (shared, copied) = (Doubled(14, isShared: true), Doubled(14, isShared: false));
        ContentHasher.Of(new ClrValue(shared)).ShouldBe(ContentHasher.Of(new ClrValue(copied)));
        Of(new[] { shared, shared }).ShouldBe(Of(new[] { copied, shared }));
        Of(new Dictionary<string, object?> { ["a"] = shared, ["b"] = shared }).ShouldBe(Of(new Dictionary<string, object?> { ["a"] = shared, ["b"] = copied }));
        Of(new[] { shared, new Pair(copied, 1) }).ShouldNotBe(Of(new[] { shared, new Pair(copied, 2) }));
    }

    [Fact]
    public void An_array_and_a_list_of_the_same_are_one()
    {
        double[] array = [1, 2];
        Of(array.ToList()).ShouldBe(Of(array));
        Of(array.ToImmutableArray()).ShouldBe(Of(array));
        Of(new[] { "a", "b" }.ToList()).ShouldBe(Of<string[]>(["a", "b"]));
    }

    [Fact]
    public void Elements_of_another_type_are_others()
    {
        Of<int[]>([1]).ShouldNotBe(Of<long[]>([1]));
        Of<int[]>([]).ShouldNotBe(Of<string[]>([]));
        Of(1).ShouldNotBe(Of(1.0));
        Of(0.0).ShouldNotBe(Of(-0.0));
    }

    [Fact]
    public void All_NaNs_are_one_alone_and_in_lists()
    {
        var (one, other) = (double.NaN, BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0001));
        var (single, another) = (float.NaN, BitConverter.Int32BitsToSingle(0x7FC0_0001));
        Of(other).ShouldBe(Of(one));
        Of(another).ShouldBe(Of(single));
        Of<double[]>([.. Enumerable.Repeat(1.0, 3000), other]).ShouldBe(Of<double[]>([.. Enumerable.Repeat(1.0, 3000), one]));
        Of<float[]>([1, another, 2]).ShouldBe(Of<float[]>([1, single, 2]));
        Of(new Box(new List<double> { other })).ShouldBe(Of(new Box(new List<double> { one })));
        Of<double[]>([0.0]).ShouldNotBe(Of<double[]>([-0.0]));
        Of(0f).ShouldNotBe(Of(-0f));
        Of(Half.Zero).ShouldNotBe(Of(Half.NegativeZero));
    }

    [Fact]
    public void Numbers_and_moments_that_print_otherwise_are_others()
        => new[]
        {
            Of(1.0m), Of(1.00m), Of(1m), Of(0.0m), Of(decimal.Negate(0.0m)), Of(1), Of(1L), Of(1.0),
            Of(new DateTime(1, DateTimeKind.Utc)), Of(new DateTime(1, DateTimeKind.Local)), Of(new DateTime(1, DateTimeKind.Unspecified)), Of(new DateTime(2)),
            Of(new DateTimeOffset(36_000_000_000, TimeSpan.Zero)), Of(new DateTimeOffset(72_000_000_000, TimeSpan.FromHours(1))), Of(new DateOnly(1, 1, 1)),
            Of(TimeSpan.FromTicks(1)), Of(TimeSpan.FromTicks(2)), Of(TimeSpan.Zero), Of(DayOfWeek.Sunday), Of(ConsoleColor.Black), Of((DayOfWeek)9), Of("Sunday"),
        }.ShouldBeUnique();

    [Fact]
    public void Halves_of_characters_are_texts_of_their_own()
        => new[]
        {
            Of("\ud800"), Of("\udc00"), Of("\ud801"), Of("\ufffd"), Of("\udc00\ud800"), Of("\ud800\udc00"), Of("\ud800a"), Of('\ud800'), Of('\udc00'), Of('\ufffd'),
            Of<string[]>(["\ud800"]), Of(new Dictionary<string, int> { ["\ud800"] = 1 }), Of(new Dictionary<string, int> { ["\ud801"] = 1 }),
        }.ShouldBeUnique();

    [Fact]
    public void Nothing_and_what_is_empty_are_two()
        => new[]
        {
            Of<string?>(null), Of(""), Of<string?[]>([null]), Of<string[]>([""]), Of<string[]>([]), Of<int?[]>([null]), Of<int?[]>([]), Of<int[]>([]), Of(ImmutableArray<string>.Empty.ToArray().ToList().ToHashSet()),
            Of(default(ImmutableArray<int>)), Of(new Dictionary<string, int>()), Of(new Box(null)), Of(new Box("")), Of(new Box(Array.Empty<string>())), Of((1, (string?)null)), Of((1, "")), Of(Tuple.Create(1, "")),
        }.ShouldBeUnique();

    [Fact]
    public void Records_with_collections_in_collections_are_what_is_in_them()
    {
        Of(Nested("a", 1.5)).ShouldBe(Of(Nested("a", 1.5)));
        new[] { Of(Nested("a", 1.5)), Of(Nested("b", 1.5)), Of(Nested("a", -0.0)), Of(Nested("a", 0.0)), Of(Nested("a", double.NaN)) }.ShouldBeUnique();

        static Branch Nested(string name, double number) => new(name, [new(name, [], new() { [name] = [(1, number)] })], []);
    }

    [Fact]
    public void A_grid_is_its_shape_and_its_elements()
    {
        Of(new int[2, 2] { { 1, 2 }, { 3, 4 } }).ShouldBe(Of(new int[2, 2] { { 1, 2 }, { 3, 4 } }));
        Of(new int[1, 4] { { 1, 2, 3, 4 } }).ShouldNotBe(Of(new int[2, 2] { { 1, 2 }, { 3, 4 } }));
    }

    [Fact]
    public void A_dictionary_is_its_pairs_whatever_their_order_and_by_what_it_compares()
    {
        var plain = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 };
        Of(new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 }).ShouldBe(Of(plain));
        Of(new Dictionary<string, int>(plain, StringComparer.OrdinalIgnoreCase)).ShouldNotBe(Of(plain));
        Of(new HashSet<string>(["a"], StringComparer.OrdinalIgnoreCase)).ShouldNotBe(Of(new HashSet<string>(["a"])));
        Of(new SortedSet<int>([2, 1])).ShouldBe(Of(new SortedSet<int>([1, 2])));
    }

    [Fact]
    public void What_cannot_be_seen_through_has_no_content()
    {
        ContentHasher.Of(new ClrValue(new Dictionary<string, int>(new OddComparer()))).ShouldBeNull();
        ContentHasher.Of(new ClrValue(() => 1)).ShouldBeNull();
        ContentHasher.Of(new ClrValue(new MemoryStream())).ShouldBeNull();
        ContentHasher.Of(new ClrValue(new Counter())).ShouldBeNull();
        ContentHasher.Of(new ClrValue(DagFile.Of("/there/is/no/such.file"))).ShouldBeNull();
        ContentHasher.Of(new ClrValue(new Circle())).ShouldBeNull();
        ContentHasher.Of(new ClrValue(new System.Collections.ObjectModel.ReadOnlySet<string>(new HashSet<string>(["a"], StringComparer.OrdinalIgnoreCase)))).ShouldBeNull();
    }

    [Fact]
    public void Pairs_and_complex_numbers_have_content()
    {
        Of(KeyValuePair.Create("a", 1)).ShouldNotBe(Of(KeyValuePair.Create("a", 2)));
        Of(new System.Numerics.Complex(1, 2)).ShouldNotBe(Of(new System.Numerics.Complex(1, 3)));
        Of((1, "a")).ShouldBe(Of((1, "a")));
    }

    private static Gen<Value> Values => Gen.Sized(size => Tree(Math.Min(size, 4)));

    private static Gen<Value> Tree(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Elements("", "a", "b", "ab", "a\0", "0").Select(text => new Value($"t'{text}'", text)),
            Gen.Elements(0, 1, -1, 256).Select(number => new Value($"i{number}", number)),
            Gen.Elements(0.0, -0.0, 1, double.NaN, 1e300).Select(number => new Value($"r{number:R}", number)),
            Gen.Elements(true, false).Select(holds => new Value($"b{holds}", holds)),
            Gen.Constant(new Value("none", null)));
        if (depth == 0)
            return leaf;

        var part = Tree(depth - 1);
        var parts = from count in Gen.Choose(0, 4) from list in part.ListOf(count) select list;
        return Gen.OneOf(
            leaf,
            parts.Select(list => new Value($"[{string.Join(' ', list.Select(each => each.Said))}]", list.Select(each => each.Raw).ToArray())),
            part.Select(boxed => new Value($"box({boxed.Said})", new Box(boxed.Raw))),
            part.Two().Select(two => new Value($"({two.Item1.Said} {two.Item2.Said})", (two.Item1.Raw, two.Item2.Raw))));
    }

    private static string Of(Value value) => Of(value.Raw);

    private static string Of<T>(T value) => ContentHasher.Of(new ClrValue(value)).ShouldNotBeNull().Digits;

    private sealed record Value(string Said, object? Raw);

    private sealed record Branch(string Name, List<Branch> Branches, Dictionary<string, (int, double)[]> Leaves);

    private sealed record Box(object? Content);

    private sealed record Pair(object? Left, object? Right);

    private static Pair Doubled(int levels, bool isShared)
    {
        var next = levels == 0 ? null : Doubled(levels - 1, isShared);
        return new(next, isShared || levels == 0 ? next : Doubled(levels - 1, isShared));
    }

    private sealed class Counter
    {
        private int count;

        public int Next() => count++;
    }

    private sealed class Circle
    {
        public Circle Itself => Self;

        public readonly Circle Self;

        public Circle() => Self = this;
    }

    private sealed class OddComparer : IEqualityComparer<string>
    {
        public bool Equals(string? left, string? right) => left?.Length == right?.Length;

        public int GetHashCode(string text) => text.Length;
    }
}
