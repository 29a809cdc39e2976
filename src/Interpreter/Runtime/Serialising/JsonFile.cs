using System.Text.Json;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Files of JSON, read as strictly as the products of scripts are. The standard library's <c>Json.Read</c> stands on it.</summary>
public static class JsonFile
{
    /// <exception cref="FormatException">The file holds no JSON, or JSON that does not fit the type; the message says where.</exception>
    public static T Read<T>(DagFile file)
    {
        var (path, type) = (file.Path, AnnotatedType.Of(typeof(T)));
        try
        {
            ReadOnlySpan<byte> bytes = file.ReadBytes();
            var value = JsonValueReader.Read(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
            var binding = new ValueBinder(Path.GetDirectoryName(path) ?? "", isJson: true).Bind(value, type);
            return !binding.Fits
                ? throw new FormatException($"'{file.Name}' is not a valid {ClrTypeName.Of(typeof(T))}: {binding.JsonClause}{(binding.Hint is { } hint ? $" ({hint})" : "")}")
                : binding.Value.Raw is null && Nullable.GetUnderlyingType(typeof(T)) is null
                    ? throw new FormatException($"'{file.Name}' contains null")
                    : binding.Value.As<T>();
        }
        catch (JsonException wrong)
        {
            var place = wrong.LineNumber is { } line ? $" (line {line + 1}, byte {wrong.BytePositionInLine + 1})" : "";
            throw new FormatException($"'{file.Name}' is not JSON{place}: {ProductJson.Reason(wrong)}", wrong);
        }
    }
}
