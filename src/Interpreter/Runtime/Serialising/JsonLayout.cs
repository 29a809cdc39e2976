using System.Text;
using System.Text.Json;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Lays JSON out for a reader: plain parts stay on one line, a table has a row a line, an object too long for a line a property a line.</summary>
internal static class JsonLayout
{
    private const int Width = 100;
    private const int Step = 2;

    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var text = new StringBuilder(json.Length);
        Write(document.RootElement, 0, text);
        return text.ToString();
    }

    private static void Write(JsonElement element, int indent, StringBuilder text)
    {
        if (element.ValueKind == JsonValueKind.Array && element.EnumerateArray().Any(IsComposite))
            WriteParts('[', element.EnumerateArray().Select(part => ((string?)null, part)), ']', indent, text);
        else if (element.ValueKind == JsonValueKind.Object && element.GetRawText() is var raw && raw.Length + indent > Width)
            WriteParts('{', element.EnumerateObject().Select(part => ((string?)part.Name, part.Value)), '}', indent, text);
        else
            text.Append(element.GetRawText());
    }

    private static bool IsComposite(JsonElement element) => element.ValueKind is JsonValueKind.Array or JsonValueKind.Object;

    private static void WriteParts(char open, IEnumerable<(string? Name, JsonElement Value)> parts, char close, int indent, StringBuilder text)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var (name, value) in parts)
        {
            text.Append(isFirst ? "\n" : ",\n").Append(' ', indent + Step);
            if (name is not null)
                text.Append(ProductJson.Print(new(name))).Append(": ");
            WriteRow(value, indent + Step, text);
            isFirst = false;
        }

        text.Append('\n').Append(' ', indent).Append(close);
    }

    // Within a table a row that fits is a row, whatever it is made of.
    private static void WriteRow(JsonElement value, int indent, StringBuilder text)
    {
        var raw = value.GetRawText();
        if (raw.Length + indent <= Width)
            text.Append(raw);
        else
            Write(value, indent, text);
    }
}
