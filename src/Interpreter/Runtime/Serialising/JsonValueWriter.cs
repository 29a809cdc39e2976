using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Writes a literal as JSON.</summary>
internal static class JsonValueWriter
{
    public static byte[] Of(DagValue value)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, new() { Encoder = ProductJson.Compact.Encoder, MaxDepth = JsonValueReader.MostDeep }))
            Write(value, writer);
        return json.WrittenSpan.ToArray();
    }

    private static void Write(DagValue value, Utf8JsonWriter writer)
    {
        switch (value)
        {
            case DagValue.Whole(var number):
                writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            case DagValue.Real(var digits) when SpecialNumber.Find(digits) is null:
                writer.WriteRawValue(digits, skipInputValidation: true);
                break;
            case DagValue.Size(var bytes):
                writer.WriteNumberValue(bytes);
                break;
            case DagValue.Truth(var holds):
                writer.WriteBooleanValue(holds);
                break;
            case DagValue.None:
                writer.WriteNullValue();
                break;
            case DagValue.List(var elements):
                writer.WriteStartArray();
                foreach (var element in elements)
                    Write(element, writer);
                writer.WriteEndArray();
                break;
            case DagValue.Record(var fields):
                writer.WriteStartObject();
                foreach (var field in fields)
                {
                    writer.WritePropertyName(field.Name);
                    Write(field.Value, writer);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(TextOf(value));
                break;
        }
    }

    private static string TextOf(DagValue value) => value switch
    {
        DagValue.Text(var text) => text,
        DagValue.File(var path) => path,
        DagValue.Folder(var path) => path,
        _ => ValuePrinter.Print(value),
    };
}
