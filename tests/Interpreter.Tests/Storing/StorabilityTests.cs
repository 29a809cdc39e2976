using System.Collections;
using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>What is said of a type before anything runs is what the store says of its values.</summary>
public class StorabilityTests
{
    [Fact]
    public void What_no_value_of_a_type_could_bear_is_said_of_the_type_and_refused_by_the_store_as_well()
    {
        Refused(() => 1).ShouldBe("it is of type Func<int>, a function");
        Refused<Func<int>[]>([() => 1]).ShouldBe("value[…] is of type Func<int>, a function");
        Refused(new Door(new("a", 1), () => { })).ShouldBe("value.Open is of type Action, a function");
        Refused(new House([new(new("a", 1), () => { })])).ShouldBe("value.Doors[…].Open is of type Action, a function");
        Refused(Task.FromResult(1)).ShouldBe("it is of type Task<int>, work in progress");
        Refused(new ValueTask<int>(1)).ShouldBe("it is of type ValueTask<int>, work in progress");
        Refused(new MemoryStream([1])).ShouldBe("it is of type MemoryStream, which can be read only once");
        Refused<object>(1).ShouldBe("it is of type object, which may be anything");
        Refused(new Dictionary<string, object> { ["a"] = 1 }).ShouldBe("value[…] is of type object, which may be anything");
        Refused<IShape>(new Circle(1)).ShouldBe("it is of type IShape, which does not declare its parts");
        Refused<Figure>(new Square(1)).ShouldBe("it is of type Figure, which does not declare its parts");
        Refused(new Dictionary<Label, int> { [new("a", 1)] = 1 }).ShouldBe("value has keys of type Label; JSON keys are texts");
        Refused(new Dictionary<BigInteger, int> { [1] = 1 }).ShouldBe("value has keys of type BigInteger; JSON keys are texts");
        Refused(new int[1, 1]).ShouldBe("it is of type int[,], which JSON cannot represent");
        Refused(new Counter()).ShouldBe("it is of type Counter, which has a private field 'count'");
        Refused(new Names()).ShouldBe("it is of type Names, which has a private field '_items'");
        Refused(new TwoWays("a")).ShouldBe("it is of type TwoWays, which has no single constructor to read it back with");
        Refused(new Lost(1)).ShouldBe("it is of type Lost, whose constructor parameter 'start' has no property");
        Refused(new StringBuilder("a")).ShouldBe("it is of type StringBuilder, which has internal state");
        Refused(new Version(1, 2)).ShouldBe("it is of type Version, which has internal state");
        Refused(new JsonArray(1)).ShouldBe("it is of type JsonArray, which does not declare its parts");
        Refused(new ArrayList { 1 }).ShouldBe("it is of type ArrayList, which does not declare its parts");
        Refused<IEnumerable>(new List<int> { 1 }).ShouldBe("it is of type IEnumerable, which does not declare its parts");
        Refused((1, new Door(new("a", 1), () => { }))).ShouldBe("value.Open is of type Action, a function");
        Refused<nint>(1).ShouldBe("it is of type nint, a memory address");
        Refused(new OrderedDictionary<string, int> { ["a"] = 1 }).ShouldBe("it is of type OrderedDictionary<string, int>, which is not compared by content");
    }

    [Fact]
    public void What_the_store_takes_is_said_nothing_of()
    {
        Taken("text");
        Taken(1);
        Taken<int?>(1);
        Taken(1.5m);
        Taken<Half>((Half)1);
        Taken(BigInteger.One);
        Taken(TimeSpan.FromSeconds(1));
        Taken(new Uri("https://example.org"));
        Taken(DayOfWeek.Friday);
        Taken<byte[]>([1, 2]);
        Taken<double[][]>([[1], [2]]);
        Taken<IReadOnlyList<Label>>([new("a", 1)]);
        Taken<IEnumerable<string>>(["a"]);
        Taken(new List<Label?> { null });
        Taken(ImmutableArray.Create(1));
        Taken(ImmutableList.Create("a"));
        Taken(new HashSet<string> { "a" });
        Taken<ISet<int>>(new HashSet<int> { 1 });
        Taken(new Dictionary<DayOfWeek, Label[]> { [DayOfWeek.Friday] = [new("a", 1)] });
        Taken<IReadOnlyDictionary<Guid, int>>(new Dictionary<Guid, int> { [Guid.Empty] = 1 });
        Taken((1, "a"));
        Taken(new KeyValuePair<string, int>("a", 1));
        Taken(new Label("a", 1));
        Taken(new Label?[] { null });
        Taken(new Point(1, 2));
        Taken(new Chain("a", new("b", null)));
        Taken(new Settable { Name = "a" });
        Taken(new Maybe(1, null));
        Taken<Known>(new KnownOne(1));
    }

    [Fact]
    public void What_only_a_value_shows_is_left_to_the_store()
    {
        Storability.WhyNot(typeof(IEnumerable<int>)).ShouldBeNull();
        Storability.WhyNot(typeof(Maybe)).ShouldBeNull();
        Storability.WhyNot(typeof(Stack<int>)).ShouldBeNull();
        Storability.WhyNot(typeof(Frozen)).ShouldBeNull();
        StoredAs(Numbers()).ShouldBe("its content cannot be compared");
        StoredAs(new Maybe(1, () => { })).ShouldBe("its content cannot be compared");
        StoredAs(new Stack<int>([1, 2])).ShouldBe("it would not read back as the same Stack<int>: $ would read back in another order");
        StoredAs(new Frozen(2)).ShouldBe("it would not read back as the same Frozen: $.Number is 2, and would read back as 1: it has no setter: add 'init'");

        static IEnumerable<int> Numbers()
        {
            yield return 1;
        }
    }

    private static string? Refused<T>(T value)
    {
        StoredAs(value).ShouldNotBeNull($"a {ClrTypeName.Of(typeof(T))} can be stored after all");
        return Storability.WhyNot(typeof(T));
    }

    private static void Taken<T>(T value)
        => (Storability.WhyNot(typeof(T)), StoredAs(value)).ShouldBe((null, null), ClrTypeName.Of(typeof(T)));

    // Null where it was stored, else why not.
    private static string? StoredAs<T>(T value)
    {
        if (ContentHasher.Of(new ClrValue(value)) is null)
            return "its content cannot be compared";

        using var shelf = new Shelf();
        using var store = shelf.Open();
        return Shelf.Keep(store, "one", value) is StoreResult.Unstorable { Why: var why } ? why : null;
    }

    public sealed record Label(string Name, int Number);

    public sealed record Door(Label Label, Action Open);

    public sealed record House(IReadOnlyList<Door> Doors);

    public sealed record Maybe(int Number, Action? Open);

    public sealed record Chain(string Name, Chain? Next);

    public readonly record struct Point(int X, int Y);

    public interface IShape;

    public sealed record Circle(double Radius) : IShape;

    public abstract record Figure;

    public sealed record Square(double Side) : Figure;

    [JsonDerivedType(typeof(KnownOne), "one")]
    public abstract record Known;

    public sealed record KnownOne(int Number) : Known;

    public sealed class Settable
    {
        public string Name { get; set; } = "";
    }

    public sealed class Counter
    {
        private readonly int count = 1;

        public int Next => count + 1;
    }

    public sealed class Names : List<string>;

    public sealed record TwoWays(string Name)
    {
        public TwoWays(int number)
            : this($"{number}")
        {
        }
    }

    public sealed class Lost(int start)
    {
        public int End { get; } = start + 1;
    }

    public sealed class Frozen
    {
        public Frozen()
        {
        }

        public Frozen(int number) => Number = number;

        public int Number { get; } = 1;
    }
}
