using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Products;

/// <summary>Reads the file that a process wrote or printed as a value of a C# type. Where a file is wanted it is that file, unread.</summary>
public static class FileProduct
{
    /// <param name="parse">Reads a text as any other type that can be; null where the type cannot be read from text.</param>
    public static ProductReading Read(string path, Type type, Func<string, Type, ProductReading?> parse)
    {
        if (type == typeof(DagFile))
            return new ProductReading.Found(new ClrValue(DagFile.Of(path)));
        if (type == typeof(DagFolder))
            return new ProductReading.Unreadable("wrote a file where a folder was due", "make a folder of $OUT: mkdir \"$OUT\"");
        if (type == typeof(byte[]))
            return new ProductReading.Found(new ClrValue(File.ReadAllBytes(path)));

        var bytes = File.ReadAllBytes(path);
        if (!Utf8.IsValid(bytes))
            return new ProductReading.Unreadable($"wrote what is not UTF-8, and its product is read as {Wanted(type)}", "a product of bytes is of type Bytes or File");

        return FromText(Encoding.UTF8.GetString(bytes), bytes, type, parse);
    }

    private static ProductReading FromText(string text, byte[] bytes, Type type, Func<string, Type, ProductReading?> parse)
    {
        if (type == typeof(string))
            return new ProductReading.Found(new ClrValue(WithoutLastLineEnd(text)));

        var inner = Nullable.GetUnderlyingType(type) ?? type;
        var trimmed = text.Trim();
        if (Number(trimmed, inner) is { } number)
            return number;
        if (Lines(trimmed, text, type) is { } lines)
            return lines;
        if (!trimmed.StartsWith('{') && !trimmed.StartsWith('[') && !trimmed.StartsWith('"') && parse(trimmed, inner) is { } parsed)
            return parsed;

        return Json(bytes, type);
    }

    private static string WithoutLastLineEnd(string text)
        => text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    private static ProductReading? Number(string text, Type type)
    {
        ClrValue? value = Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => bool.TryParse(text, out var holds) ? new(holds) : null,
            TypeCode.Int32 when !type.IsEnum => int.TryParse(text, CultureInfo.InvariantCulture, out var whole) ? new(whole) : null,
            TypeCode.Int64 when !type.IsEnum => long.TryParse(text, CultureInfo.InvariantCulture, out var whole) ? new(whole) : null,
            TypeCode.Double => double.TryParse(text, CultureInfo.InvariantCulture, out var real) ? new(real) : null,
            _ => null,
        };
        if (value is { } found)
            return new ProductReading.Found(found);

        var isPlain = (type.IsPrimitive && type != typeof(char)) || type == typeof(decimal) || type == typeof(BigInteger);
        return isPlain && Type.GetTypeCode(type) is TypeCode.Boolean or TypeCode.Int32 or TypeCode.Int64 or TypeCode.Double && !type.IsEnum
            ? new ProductReading.Unreadable($"wrote {Shown(text)}, which cannot be read as {Wanted(type)}")
            : null;
    }

    private static ProductReading? Lines(string trimmed, string text, Type type)
    {
        if (trimmed.StartsWith('[') || !type.IsAssignableFrom(typeof(string[])) && !type.IsAssignableFrom(typeof(List<string>)) || type.IsInstanceOfType(""))
            return null;

        var content = WithoutLastLineEnd(text.ReplaceLineEndings("\n"));
        var lines = content.Length == 0 ? [] : content.Split('\n');
        return new ProductReading.Found(type.IsAssignableFrom(typeof(string[])) ? new ClrValue(lines) : new ClrValue(lines.ToList()));
    }

    private static ProductReading Json(byte[] bytes, Type type)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            return new ProductReading.Found(ProductJson.Read(stream, type));
        }
        catch (JsonException wrong)
        {
            var place = wrong.LineNumber is { } line ? $" (line {line + 1}, byte {wrong.BytePositionInLine + 1})" : "";
            return new ProductReading.Unreadable($"wrote what cannot be read as JSON of {Wanted(type)}{place}: {FirstSentence(wrong.Message)}");
        }
        catch (NotSupportedException wrong)
        {
            return new ProductReading.Unreadable($"wrote a product, but {Wanted(type)} cannot be read from JSON: {FirstSentence(wrong.Message)}");
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOfAny(['\n', '|']);
        var cut = end < 0 ? message : message[..end];
        var path = cut.IndexOf(". Path:", StringComparison.Ordinal);
        return (path < 0 ? cut : cut[..path]).Trim().TrimEnd('.');
    }

    private static string Shown(string text) => text.Length <= 40 ? $"'{text}'" : $"'{text[..38]} …'";

    private static string Wanted(Type type) => ClrTypeName.Of(type);
}
