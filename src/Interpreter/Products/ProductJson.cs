using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Products;

/// <summary>Products as JSON: names as in C#, enums as text, files and folders as their paths, numbers that JSON lacks as "NaN" and "Infinity".</summary>
public static class ProductJson
{
    public static JsonSerializerOptions Compact { get; } = Options(indented: false);

    public static JsonSerializerOptions Readable { get; } = Options(indented: true);

    /// <exception cref="NotSupportedException">The value holds what JSON cannot: a delegate, a stream, a circle.</exception>
    public static void Write(Stream stream, ClrValue value) => JsonSerializer.Serialize(stream, value.Raw, TypeOf(value), Compact);

    /// <exception cref="NotSupportedException">The value holds what JSON cannot: a delegate, a stream, a circle.</exception>
    public static string Print(ClrValue value, bool readable = false) => JsonSerializer.Serialize(value.Raw, TypeOf(value), readable ? Readable : Compact);

    /// <exception cref="JsonException">The text is no JSON, or not of that type.</exception>
    public static ClrValue Read(Stream stream, Type type) => new(JsonSerializer.Deserialize(stream, type, Compact));

    private static Type TypeOf(ClrValue value) => value.Raw?.GetType() ?? typeof(string);

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        WriteIndented = indented,
        IncludeFields = true,
        PropertyNameCaseInsensitive = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new FileConverter(), new FolderConverter() },
    };

    private sealed class FileConverter : JsonConverter<DagFile>
    {
        public override DagFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => DagFile.Of(reader.GetString() ?? throw new JsonException("the path of a file is wanted"));

        public override void Write(Utf8JsonWriter writer, DagFile value, JsonSerializerOptions options) => writer.WriteStringValue(value.Path);
    }

    private sealed class FolderConverter : JsonConverter<DagFolder>
    {
        public override DagFolder Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => DagFolder.Of(reader.GetString() ?? throw new JsonException("the path of a folder is wanted"));

        public override void Write(Utf8JsonWriter writer, DagFolder value, JsonSerializerOptions options) => writer.WriteStringValue(value.Path);
    }
}
