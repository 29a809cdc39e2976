using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>
/// Reads the file that a process wrote or printed as a value of a C# type: a file as itself, unread; bytes as they are; a text whole, but for one
/// line end at its end; lines where texts are wanted; one thing by its text; everything else as JSON.
/// </summary>
internal static class FileProduct
{
    private const int MostShown = 40;

    public static ProductReading Read(string path, Type type) => Read(path, AnnotatedType.Of(type));

    internal static ProductReading Read(string path, AnnotatedType annotated)
    {
        var type = annotated.Type;
        if (type == typeof(DagFile))
            return new ProductReading.Found(new ClrValue(DagFile.Of(path)));
        if (type == typeof(DagFolder))
            return new ProductReading.Unreadable("wrote a file; expected a folder", "create a folder: mkdir \"$OUT\"");

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return new ProductReading.Unreadable($"wrote a product that cannot be read back: {refused.Message.TrimEnd('.')}");
        }

        if (type == typeof(byte[]))
            return new ProductReading.Found(new ClrValue(bytes));
        if (!Utf8.IsValid(bytes))
            return new ProductReading.Unreadable($"wrote bytes that are not UTF-8; expected {PlainTypeName.Of(type)}", "use type Bytes or File for binary data");

        return FromText(Encoding.UTF8.GetString(WithoutMark(bytes)), annotated, Path.GetDirectoryName(path) ?? "");
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    private static ProductReading FromText(string text, AnnotatedType annotated, string folder)
    {
        var type = annotated.Type;
        if (type == typeof(string))
            return new ProductReading.Found(new ClrValue(WithoutLastLineEnd(text)));

        var trimmed = text.Trim();
        if (Lines(trimmed, text, type) is { } lines)
            return lines;

        var looksLikeJson = trimmed.StartsWith('{') || trimmed.StartsWith('[') || trimmed.StartsWith('"') || trimmed == "null";
        return ScalarParser.Parse(trimmed, Nullable.GetUnderlyingType(type) ?? type) switch
        {
            ScalarReading.Found(var value) => new ProductReading.Found(value),
            ScalarReading.Refused(var why, var hint) when !looksLikeJson => new ProductReading.Unreadable($"wrote {Shown(trimmed)}, which {why}", hint),
            _ => Json(trimmed, annotated, folder),
        };
    }

    private static string WithoutLastLineEnd(string text)
        => text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    private static ProductReading? Lines(string trimmed, string text, Type type)
    {
        if (trimmed.StartsWith('[') || type == typeof(object) || (!type.IsAssignableFrom(typeof(string[])) && !type.IsAssignableFrom(typeof(List<string>))))
            return null;

        var content = WithoutLastLineEnd(text.ReplaceLineEndings("\n"));
        var lines = content.Length == 0 ? [] : content.Split('\n');
        return new ProductReading.Found(type.IsAssignableFrom(typeof(string[])) ? new ClrValue(lines) : new ClrValue(lines.ToList()));
    }

    private static ProductReading Json(string text, AnnotatedType type, string folder)
    {
        var name = PlainTypeName.Of(type.Type);
        if (text.Length == 0)
            return new ProductReading.Unreadable($"wrote an empty text; expected {name}");

        try
        {
            var binding = new ValueBinder(folder, isJson: true).Bind(JsonValueReader.Read(Encoding.UTF8.GetBytes(text)), type);
            return binding.Fits
                ? new ProductReading.Found(binding.Value)
                : new ProductReading.Unreadable($"wrote JSON that cannot be read as {name}: {binding.JsonClause}", binding.Hint);
        }
        catch (JsonException wrong)
        {
            var place = wrong.LineNumber is { } line ? $" (line {line + 1}, byte {wrong.BytePositionInLine + 1})" : "";
            return new ProductReading.Unreadable($"wrote invalid JSON for {name}{place}: {ProductJson.Reason(wrong)}", HintFor(text));
        }
    }

    // As Python prints a list or a dictionary by itself.
    private static string? HintFor(string text)
        => text[0] is '{' or '[' && (text.Contains('\'') || text.Contains("None") || text.Contains("True") || text.Contains("False")) ? "in Python: print(json.dumps(value))" : null;

    private static string Shown(string text)
        => text.Length == 0 ? "an empty text" : text.Length <= MostShown ? $"'{text.ReplaceLineEndings(" ")}'" : $"'{text[..(MostShown - 2)].ReplaceLineEndings(" ")} …'";
}
