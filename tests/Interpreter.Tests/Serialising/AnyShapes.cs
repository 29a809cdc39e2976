using System.Globalization;

namespace Dag.Interpreter.Tests.Serialising;

/// <summary>Random record types, each made of those before it, with collections, tuples, dictionaries, enums and parts that may be null.</summary>
internal static class AnyShapes
{
    // What else would fit these is held by tests of their own.
    private static readonly AnyShape.Sample[] Samples =
    [
        new("decimal", new AnyJson.Number("0.10"), new AnyJson.Number("-79228162514264337593543950335")), new("System.Numerics.BigInteger", new AnyJson.Number("1000000000000000000000000000000")),
        new("float", new AnyJson.Number("2.5"), new AnyJson.Number("NaN"), new AnyJson.Number("-Infinity")), new("Half", new AnyJson.Number("0.5"), new AnyJson.Number("Infinity")),
        new("TimeSpan", new AnyJson.Either("\"90s\"", "90s"), new AnyJson.Either("\"1.5s\"", "1.5s")), new("DateOnly", new AnyJson.Text("2026-03-21")), new("TimeOnly", new AnyJson.Text("12:00:00")),
        new("DateTime", new AnyJson.Text("2026-03-21T12:00:00")), new("DateTimeOffset", new AnyJson.Text("2026-03-21T12:00:00+02:00")), new("char", new AnyJson.Text("x"), new AnyJson.Text("\"")),
        new("Guid", new AnyJson.Text("00000000-0000-0000-0000-000000000001")), new("Uri", new AnyJson.Text("https://a.b/c?d=e")),
        new("byte[]", new AnyJson.Either("\"AQID\"", "[1, 2, 3]"), new AnyJson.Either("\"\"", "[]")),
    ];

    /// <summary>The numbers that a test goes by: begun at the clock, or where <c>DAG_SEED</c> says.</summary>
    public static (int Seed, Random Random) Begin()
    {
        var seed = Environment.GetEnvironmentVariable("DAG_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        return (seed, new(seed));
    }

    /// <summary>A program that declares them, as T0, T1 and so on.</summary>
    public static string Program(IReadOnlyList<AnyShape> shapes)
        => $"code {{\n    public enum Colour {{ Red, Green }}\n{string.Concat(shapes.OfType<AnyShape.Record>().Select(shape => $"    {shape.Declaration}\n"))}}}\n"
            + string.Concat(shapes.Select((shape, i) => $"type T{i} of {shape.CSharp}\n"));

    public static List<AnyShape> Draw(Random random, int count, bool withSamples = false)
    {
        var shapes = new List<AnyShape>();
        while (shapes.Count < count)
        {
            var members = Enumerable.Range(0, random.Next(1, 5)).Select(i => ($"{"AlphaBetaGammaDelta".Substring(i * 5 % 15, 3)}{i}", Shape(random, shapes, 2, withSamples), (string?)null)).ToList();
            if (random.Next(2) == 0)
                members.Add(("Last", new AnyShape.Number("int"), "3"));
            shapes.Add(random.Next(5) > 0 || shapes.Count < 3 ? new AnyShape.Record($"R{shapes.Count}", members) : ListOfOther(random, shapes, withSamples));
        }

        return shapes;
    }

    // What a script prints for a list of texts is its lines.
    private static AnyShape ListOfOther(Random random, List<AnyShape> before, bool withSamples)
    {
        var element = Shape(random, before, 2, withSamples);
        while (element is AnyShape.Text or AnyShape.OrNull(AnyShape.Text))
            element = Shape(random, before, 2, withSamples);
        return new AnyShape.ListOf(element, "List");
    }

    private static AnyShape Shape(Random random, List<AnyShape> before, int depth, bool withSamples) => random.Next(withSamples ? -3 : 0, depth == 0 ? 5 : 10) switch
    {
        < 0 => Samples[random.Next(Samples.Length)],
        0 => new AnyShape.Number(new[] { "int", "long", "byte", "double" }[random.Next(4)]),
        1 => new AnyShape.Text("string", []),
        2 => new AnyShape.Text("Colour", ["Red", "Green"]),
        3 => new AnyShape.Truth(),
        4 => new AnyShape.OrNull(random.Next(2) == 0 ? new AnyShape.Text("string", []) : new AnyShape.Number("double")),
        5 => new AnyShape.ListOf(Shape(random, before, depth - 1, withSamples), new[] { "[]", "List", "IReadOnlyList" }[random.Next(3)]),
        6 => new AnyShape.DictionaryOf(Shape(random, before, depth - 1, withSamples)),
        7 => new AnyShape.Tuple([.. Enumerable.Range(0, random.Next(2, 4)).Select(i => (random.Next(2) == 0 ? $"part{i}" : null, Shape(random, before, depth - 1, withSamples)))]),
        8 when before.OfType<AnyShape.Record>().ToList() is { Count: > 0 } records => new AnyShape.OrNull(records[random.Next(records.Count)]),
        _ when before.OfType<AnyShape.Record>().ToList() is { Count: > 0 } records => records[random.Next(records.Count)],
        _ => new AnyShape.Number("int"),
    };
}
