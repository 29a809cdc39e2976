using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>
/// Products as JSON: names as in C#, fields as well as properties, enums as text, files and folders as their paths, durations as the language writes them, numbers that JSON lacks as
/// "NaN" and "Infinity".
/// </summary>
public static partial class ProductJson
{
    public static JsonSerializerOptions Compact { get; } = new()
    {
        IncludeFields = true,
        PropertyNameCaseInsensitive = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new FileConverter(), new FolderConverter(), new BigIntegerConverter(), new DurationConverter() },
    };

    // That of a circle repeats itself.
    private const int LongestPath = 200;

    // Where the serializer turns from what is wrong to where and what to do about it in C#.
    private static readonly string[] Advice = ["\n", " Path:", " | ", " LineNumber:", " The unsupported member"];

    /// <exception cref="NotSupportedException">The value holds what JSON cannot; the message says so: "it cannot be written as JSON: …".</exception>
    public static void Write(Stream stream, ClrValue value)
    {
        try
        {
            JsonSerializer.Serialize(stream, value.Raw, TypeOf(value), Compact);
        }
        catch (Exception refused) when (refused is not IOException)
        {
            throw Unwritable(refused);
        }
    }

    /// <exception cref="NotSupportedException">The value holds what JSON cannot; the message says so: "it cannot be written as JSON: …".</exception>
    public static string Print(ClrValue value)
    {
        try
        {
            return JsonSerializer.Serialize(value.Raw, TypeOf(value), Compact);
        }
        catch (Exception refused)
        {
            throw Unwritable(refused);
        }
    }

    /// <summary>What the serializer has to say, without the advice it gives to programmers.</summary>
    internal static string Reason(Exception refused)
    {
        if (refused is JsonException && refused.Message.Contains("object cycle", StringComparison.Ordinal))
            return "it contains a cycle, or is nested more than 64 levels deep";

        if (refused is JsonException && refused.Message.Contains("maximum configured depth", StringComparison.Ordinal))
            return $"values are nested more than {JsonValueReader.MostDeep} levels deep";

        var message = Assembly().Replace(refused.Message.ReplaceLineEndings("\n"), "");
        var end = Advice.Select(advice => message.IndexOf(advice, StringComparison.Ordinal)).Where(found => found >= 0).DefaultIfEmpty(message.Length).Min();
        return message[..end].Trim().TrimEnd('.');
    }

    /// <summary>The same with the path to the part in question before it, where the serializer tells that.</summary>
    internal static string PlacedReason(Exception refused)
    {
        var place = Place().Match(refused.Message);
        return place.Success && place.Groups[1].Value is { Length: > 1 and <= LongestPath } path ? $"{path}: {Reason(refused)}" : Reason(refused);
    }

    private static Type TypeOf(ClrValue value) => value.Raw?.GetType() ?? typeof(string);

    private static NotSupportedException Unwritable(Exception refused)
    {
        var reason = refused is JsonException or NotSupportedException ? PlacedReason(refused) : $"reading it threw {refused.GetType().Name}: {Reason(refused)}";
        return new($"it cannot be written as JSON: {reason}", refused);
    }

    [GeneratedRegex(@"Path: (\$\S*?)\.?(\s|$)")]
    private static partial Regex Place();

    [GeneratedRegex(@", [\w.]+, Version=[^\]]*")]
    private static partial Regex Assembly();

    private sealed class FileConverter : JsonConverter<DagFile>
    {
        public override DagFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => DagFile.Of(PathOf(ref reader));

        public override void Write(Utf8JsonWriter writer, DagFile value, JsonSerializerOptions options) => writer.WriteStringValue(Written(value.Path));
    }

    private sealed class FolderConverter : JsonConverter<DagFolder>
    {
        public override DagFolder Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => DagFolder.Of(PathOf(ref reader));

        public override void Write(Utf8JsonWriter writer, DagFolder value, JsonSerializerOptions options) => writer.WriteStringValue(Written(value.Path));
    }

    private static string Written(string path)
        => PathBytes.IsUtf8(path) ? path : throw new NotSupportedException($"the path '{PathBytes.Shown(path)}' is not UTF-8");

    private static string PathOf(ref Utf8JsonReader reader)
        => reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } path && !path.Contains('\0')
            ? path : throw new JsonException("expected a path");

    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => DurationOf(ref reader);

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options)
            => writer.WriteStringValue(ScalarText.Find(new(value)));

        public override TimeSpan ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => DurationOf(ref reader);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options)
            => writer.WritePropertyName(ScalarText.Find(new(value)) ?? "");
    }

    private static TimeSpan DurationOf(ref Utf8JsonReader reader)
        => reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
            && ScalarParser.Parse(reader.GetString() ?? "", typeof(TimeSpan)) is ScalarReading.Found(var length)
                ? length.As<TimeSpan>() : throw new JsonException("expected a duration such as 90s");

    private sealed class BigIntegerConverter : JsonConverter<BigInteger>
    {
        public override BigInteger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var number = JsonDocument.ParseValue(ref reader);
            return BigInteger.TryParse(number.RootElement.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? whole : throw new JsonException("expected a whole number");
        }

        public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options)
            => writer.WriteRawValue(value.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
    }
}
