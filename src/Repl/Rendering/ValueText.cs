using System.Collections;
using System.Globalization;
using System.Text.Json;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>A value of C# as a person looks at it: what is made of rows of one kind is a table, of a long one its first rows, anything else as a product is printed.</summary>
internal static class ValueText
{
    private const int MostRows = 1000;
    private const int WidestCell = 60;

    /// <summary>With a line end at its end.</summary>
    /// <param name="width">Terminal cells for a line: a table is cut to it, and a text is wrapped at words.</param>
    public static string Of(ClrValue value, int width = int.MaxValue)
        => value.Raw is string ? WordWrap.Of(Whole(value), width) : WordWrap.Cut(Whole(value), width);

    private static string Whole(ClrValue value)
    {
        if (value.Raw is null)
            return "none\n";
        if (value.Raw is string or not IEnumerable || value.Raw is IDictionary)
            return ReplyText.Lined(ProductText.Print(value));

        var (first, count) = FirstOf(value.As<IEnumerable>());
        var text = Table(first) ?? ReplyText.Lined(ProductText.Print(count > first.Count ? new(first) : value));
        return count > first.Count ? $"{text}… the first {MostRows} of {(value.Raw is ICollection all ? all.Count.ToString(CultureInfo.InvariantCulture) : "more")}\n" : text;
    }

    // A sequence may have no end, or be slow to reach it.
    private static (ArrayList First, int Count) FirstOf(IEnumerable sequence)
    {
        var first = new ArrayList();
        foreach (var element in sequence)
        {
            if (first.Count == MostRows)
                return (first, MostRows + 1);
            first.Add(element);
        }

        return (first, first.Count);
    }

    // Null where the elements are no objects of scalars with the same names.
    private static string? Table(ArrayList elements)
    {
        if (elements.Count == 0 || !TryPrint(elements, out var json))
            return null;

        using var document = JsonDocument.Parse(json);
        var rows = document.RootElement.EnumerateArray().ToList();
        if (!rows.TrueForAll(row => row.ValueKind == JsonValueKind.Object))
            return null;

        var names = rows[0].EnumerateObject().Select(cell => cell.Name).ToList();
        var isTable = names.Count > 0 && rows.TrueForAll(row => row.EnumerateObject().Select(cell => cell.Name).SequenceEqual(names) && row.EnumerateObject().All(IsScalar));
        return isTable ? Laid([names, .. rows.Select(row => row.EnumerateObject().Select(cell => Shown(cell.Value)).ToList())], rows[0]) : null;
    }

    private static bool TryPrint(ArrayList elements, out string json)
    {
        try
        {
            json = ProductJson.Print(new(elements));
            return true;
        }
        catch (NotSupportedException)
        {
            json = "";
            return false;
        }
    }

    private static bool IsScalar(JsonProperty cell) => cell.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static string Shown(JsonElement cell) => CellWidth.Cut(CellWidth.Expand(cell.ToString().ReplaceLineEndings(" ")), WidestCell);

    private static string Laid(List<List<string>> lines, JsonElement sample)
    {
        var columns = new Columns([.. sample.EnumerateObject().Select(cell => new Column(IsRight: cell.Value.ValueKind == JsonValueKind.Number))]);
        foreach (var line in lines)
            columns.Add([.. line]);
        return columns.Lay();
    }
}
