using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;
using Dag.Interpreter.Tests.Storing;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>What cannot be compared or stored is refused by the path to it, with why and what to do.</summary>
public sealed class RefusalPathTests
{
    [Fact]
    public void What_cannot_be_compared_is_named_by_its_path()
    {
        var knot = new Knot("a", null);
        knot.Next = new("b", knot);
        string?[] found =
        [
            Uncompared(new Holder<Action>(1, () => { })),
            Uncompared(new Holder<Holder<Stream>[]>(1, [new(2, Stream.Null)])),
            Uncompared(new Dictionary<string, Task> { ["a b"] = Task.CompletedTask }),
            Uncompared(new Holder<HttpClient>(1, new())),
            Uncompared(new Holder<Closed>(1, new(2))),
            Uncompared(new Holder<IEnumerable<int>>(1, Counted())),
            Uncompared(new Holder<Knot>(1, knot)),
            Uncompared((1, new Holder<DagFile>(2, DagFile.Of("/nowhere")))),
            Uncompared(new HashSet<string>(["a"], new Sloppy())),
            Uncompared(new Holder<string>(1, "fine")),
        ];
        found.ShouldBe(
        [
            "$.Item is an Action, a function",
            "$.Item[0].Item is a NullStream, which can be read only once: keep its content",
            "$[\"a b\"] is a Task, work in progress: await it",
            "$.Item is a HttpClient, which has internal state",
            "$.Item is a Closed, which has a private field 'inner': make it a public property",
            "$.Item is an IEnumerable<int>, a lazy sequence: make it a list with ToList()",
            "$.Item.Next.Next refers back to $.Item",
            "$.Item2.Item cannot be read: file '/nowhere' not found",
            "$ is a HashSet<string> with a custom comparer: use the default one or StringComparer.Ordinal",
            null,
        ]);
    }

    [Fact]
    public void What_would_not_read_back_is_named_by_its_path()
    {
        string?[] found =
        [
            Refused(new Holder<B>(1, new D2(1, 2))),
            Refused(new Holder<Frozen[]>(1, [new(0), new(2)])),
            Refused(new Holder<string>(1, "a\ud800")),
            Refused(new Holder<Shy>(1, new("told"))),
        ];
        found.ShouldBe(
        [
            "it would not read back as the same Holder<B>: $.Item is a D2, and would read back as a B: declare it as D2, or mark B with [JsonDerivedType(typeof(D2), \"D2\")]",
            "it would not read back as the same Holder<Frozen[]>: $.Item[1].Depth is 2, and would read back as 0: it has no setter: add 'init'",
            "it would not read back as the same Holder<string>: $.Item is a text with half of a surrogate pair, which UTF-8 cannot encode",
            "it would not read back as Holder<Shy>: JSON deserialization for type 'Dag.Interpreter.Tests.Fingerprinting.RefusalPathTests+Shy' was missing required properties including: 'Hidden'",
        ]);
    }

    private static string? Uncompared<T>(T value)
    {
        var why = UncomparablePart.Find(new ClrValue(value));
        (ContentHasher.Of(new ClrValue(value)) is null).ShouldBe(why is not null);
        return why;
    }

    private static string? Refused<T>(T value)
    {
        using var shelf = new Shelf();
        using var store = shelf.Open();
        return Shelf.Keep(store, "one", value) is StoreResult.Unstorable(var why, _) ? why : null;
    }

    private static IEnumerable<int> Counted()
    {
        yield return 1;
    }

    public sealed record Holder<T>(int N, T Item);

    public record B(int A);

    public sealed record D2(int A, int Z) : B(A);

    public sealed record Knot(string Name, Knot? Next)
    {
        public Knot? Next { get; set; } = Next;
    }

    public sealed record Frozen
    {
        public Frozen()
        {
        }

        public Frozen(int depth) => Depth = depth;

        public int Depth { get; }
    }

    public sealed record Shy([property: System.Text.Json.Serialization.JsonIgnore] string? Hidden);

    public sealed class Closed(int first)
    {
        private readonly int inner = first;

        public int Twice() => inner * 2;
    }

    private sealed class Sloppy : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => x?.Trim() == y?.Trim();

        public int GetHashCode(string obj) => obj.Trim().GetHashCode(StringComparison.Ordinal);
    }
}
