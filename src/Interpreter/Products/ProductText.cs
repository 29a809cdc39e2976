using System.Text.Json;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Products;

/// <summary>A product as a person reads it: one thing as its text, everything else as JSON, a table a row a line.</summary>
public static class ProductText
{
    public static string Print(ClrValue value)
    {
        if (ScalarText.Find(value) is { } text)
            return text;

        try
        {
            return value.Raw is System.Collections.IEnumerable rows and not System.Collections.IDictionary && !IsOneLine(value)
                ? Rows(rows)
                : ProductJson.Print(value);
        }
        catch (Exception refused) when (refused is NotSupportedException or JsonException)
        {
            return value.Raw?.ToString() ?? "";
        }
    }

    // Numbers and texts stand on one line, whatever has parts of its own goes on a line each.
    private static bool IsOneLine(ClrValue value)
    {
        if (value.Raw is byte[])
            return true;

        foreach (var element in (System.Collections.IEnumerable)(value.Raw ?? ""))
        {
            if (ScalarText.Find(new ClrValue(element)) is null)
                return false;
        }

        return true;
    }

    private static string Rows(System.Collections.IEnumerable rows)
    {
        var lines = new List<string>();
        foreach (var row in rows)
            lines.Add(ProductJson.Print(new ClrValue(row)));
        return "[\n  " + string.Join(",\n  ", lines) + "\n]";
    }
}
