using System.Text;

namespace Dag.Interpreter.Tests.Serialising;

/// <summary>A value of JSON as a test knows it.</summary>
internal abstract record AnyJson
{
    private AnyJson()
    {
    }

    public sealed record Null : AnyJson;

    public sealed record Truth(bool Holds) : AnyJson;

    public sealed record Number(string Digits) : AnyJson;

    public sealed record Text(string Content) : AnyJson;

    public sealed record List(IReadOnlyList<AnyJson> Elements) : AnyJson;

    public sealed record Record(IReadOnlyList<(string Name, AnyJson Value)> Fields) : AnyJson;

    /// <summary>What JSON and the language write differently: durations, bytes.</summary>
    public sealed record Either(string Json, string Literal) : AnyJson;

    /// <summary>As JSON, or as a literal of the language; NaN stands without quotes in both.</summary>
    public string Print(bool asLiteral)
    {
        switch (this)
        {
            case Null:
                return asLiteral ? "none" : "null";
            case Truth(var holds):
                return holds ? "true" : "false";
            case Number(var digits):
                return digits;
            case Text(var content):
                return Quoted(content);
            case Either(var json, var literal):
                return asLiteral ? literal : json;
            case List(var elements):
                return $"[{string.Join(", ", elements.Select(element => element.Print(asLiteral)))}]";
            case Record(var fields):
                return $"{{{string.Join(", ", fields.Select(field => $"{Quoted(field.Name)}: {field.Value.Print(asLiteral)}"))}}}";
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The same with one thing changed somewhere.</summary>
    public AnyJson Mutate(Random random)
    {
        switch (this)
        {
            case List { Elements.Count: > 0 } list when random.Next(3) > 0:
                var at = random.Next(list.Elements.Count);
                return new List([.. list.Elements.Select((element, i) => i == at ? element.Mutate(random) : element)]);
            case Record { Fields.Count: > 0 } record when random.Next(4) > 0:
                return OfFields(record.Fields, random.Next(record.Fields.Count), random);
            default:
                return Others[random.Next(Others.Length)];
        }
    }

    private static readonly AnyJson[] Others =
    [
        new Null(), new Truth(true), new Number("3.5"), new Number("-1"), new Number("2147483648"), new Number("9007199254740993"), new Number("1e400"), new Number("NaN"), new Number("2.0"),
        new Text("x"), new Text("Green"), new List([]), new List([new Null()]), new Record([]), new Record([("Itme1", new Number("1"))]),
    ];

    private static Record OfFields(IReadOnlyList<(string Name, AnyJson Value)> fields, int at, Random random) => random.Next(6) switch
    {
        0 => new([.. fields.Where((_, i) => i != at)]),
        1 => new([.. fields.Select((field, i) => i == at ? (field.Name + "x", field.Value) : field)]),
        2 => new([.. fields, ("Extra", new Number("1"))]),
        _ => new([.. fields.Select((field, i) => i == at ? (field.Name, field.Value.Mutate(random)) : field)]),
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c is '"' or '\\' ? $"\\{c}" : c.ToString());
        return quoted.Append('"').ToString();
    }
}
