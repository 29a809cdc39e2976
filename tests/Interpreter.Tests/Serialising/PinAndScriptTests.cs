using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Tests.Invoking;

namespace Dag.Interpreter.Tests.Serialising;

/// <summary>
/// Random JSON against random record types: what a script may write is what a pin may be, and both are what the rules say, at the same place. Begun at the clock,
/// or where <c>DAG_SEED</c> says.
/// </summary>
public sealed class PinAndScriptTests
{
    private const int Types = 30;
    private const int ValuesOfType = 150;

    [Fact]
    public void A_script_may_write_what_a_pin_may_be_and_no_more()
    {
        var seed = Environment.GetEnvironmentVariable("DAG_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Environment.TickCount;
        var random = new Random(seed);
        var shapes = Shapes(random);
        using var desk = new Desk($"code {{\n    public enum Colour {{ Red, Green }}\n{string.Concat(shapes.OfType<AnyShape.Record>().Select(shape => $"    {shape.Declaration}\n"))}}}\n"
            + string.Concat(shapes.Select((shape, i) => $"type T{i} of {shape.CSharp}\n")));
        var wrong = new List<string>();
        var (taken, refused) = (0, 0);
        for (var i = 0; i < shapes.Count; i++)
        {
            for (var round = 0; round < ValuesOfType; round++)
            {
                var value = shapes[i].Draw(random);
                for (var changes = random.Next(3); changes > 0; changes--)
                    value = value.Mutate(random);
                var due = shapes[i].WhyNot(value, "$");
                var (script, pin) = (Script(desk, value, $"T{i}"), HasTwice(value) ? due : Pin(desk, value, $"T{i}"));
                if (script != due || pin != due)
                    wrong.Add($"{shapes[i].CSharp} ({(shapes[i] as AnyShape.Record)?.Declaration}) from {value.Print(asLiteral: false)}: due {due ?? "taken"}, script {script ?? "taken"}, pin {pin ?? "taken"}");
                _ = due is null ? taken++ : refused++;
            }
        }

        wrong.ShouldBeEmpty($"DAG_SEED={seed}");
        (taken > Types * ValuesOfType / 10, refused > Types * ValuesOfType / 10).ShouldBe((true, true));
    }

    // Such a literal is refused where it is read.
    private static bool HasTwice(AnyJson value) => value switch
    {
        AnyJson.List(var elements) => elements.Any(HasTwice),
        AnyJson.Record(var fields) => fields.Select(field => field.Name).Distinct().Count() < fields.Count || fields.Any(field => HasTwice(field.Value)),
        _ => false,
    };

    // The path of what did not fit; a mismatch of the whole is at '$'.
    private static string? Script(Desk desk, AnyJson value, string type) => desk.ReadProduct(value.Print(asLiteral: false), type) switch
    {
        ProductReading.Found => null,
        ProductReading.Unreadable(var reason, _) => reason.Split(": at ") is [_, var placed, ..] ? PathOf(placed) : "$",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string? Pin(Desk desk, AnyJson value, string type)
        => desk.Bind(value.Print(asLiteral: true), type) is { Fits: false } binding ? binding.JsonClause.StartsWith("at $", StringComparison.Ordinal) ? PathOf(binding.JsonClause[3..]) : "$" : null;

    private static string PathOf(string placed) => placed[..placed.IndexOf(": ", StringComparison.Ordinal)];

    private static List<AnyShape> Shapes(Random random)
    {
        var shapes = new List<AnyShape>();
        while (shapes.Count < Types)
        {
            var members = Enumerable.Range(0, random.Next(1, 5)).Select(i => ($"{"AlphaBetaGammaDelta".Substring(i * 5 % 15, 3)}{i}", Shape(random, shapes, 2), (string?)null)).ToList();
            if (random.Next(2) == 0)
                members.Add(("Last", new AnyShape.Number("int"), "3"));
            shapes.Add(random.Next(5) > 0 || shapes.Count < 3 ? new AnyShape.Record($"R{shapes.Count}", members) : ListOfOther(random, shapes));
        }

        return shapes;
    }

    // What a script prints for a list of texts is its lines.
    private static AnyShape ListOfOther(Random random, List<AnyShape> before)
    {
        var element = Shape(random, before, 2);
        while (element is AnyShape.Text or AnyShape.OrNull(AnyShape.Text))
            element = Shape(random, before, 2);
        return new AnyShape.ListOf(element, "List");
    }

    private static AnyShape Shape(Random random, List<AnyShape> before, int depth) => random.Next(depth == 0 ? 5 : 10) switch
    {
        0 => new AnyShape.Number(new[] { "int", "long", "byte", "double" }[random.Next(4)]),
        1 => new AnyShape.Text("string", []),
        2 => new AnyShape.Text("Colour", ["Red", "Green"]),
        3 => new AnyShape.Truth(),
        4 => new AnyShape.OrNull(random.Next(2) == 0 ? new AnyShape.Text("string", []) : new AnyShape.Number("double")),
        5 => new AnyShape.ListOf(Shape(random, before, depth - 1), new[] { "[]", "List", "IReadOnlyList" }[random.Next(3)]),
        6 => new AnyShape.DictionaryOf(Shape(random, before, depth - 1)),
        7 => new AnyShape.Tuple([.. Enumerable.Range(0, random.Next(2, 4)).Select(i => (random.Next(2) == 0 ? $"part{i}" : null, Shape(random, before, depth - 1)))]),
        8 when before.OfType<AnyShape.Record>().ToList() is { Count: > 0 } records => new AnyShape.OrNull(records[random.Next(records.Count)]),
        _ when before.OfType<AnyShape.Record>().ToList() is { Count: > 0 } records => records[random.Next(records.Count)],
        _ => new AnyShape.Number("int"),
    };
}
