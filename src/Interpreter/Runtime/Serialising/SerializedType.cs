using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>
/// C# types that say themselves how they are read from JSON, by attributes of System.Text.Json, its own, and collections of a program's own: a literal is written as JSON for them, and
/// read by them, held as strictly as that can be asked for.
/// </summary>
internal static class SerializedType
{
    private static readonly ConditionalWeakTable<Type, StrongBox<bool>> Known = [];

    private static readonly JsonSerializerOptions Strict = new(ProductJson.Compact)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = JsonValueReader.MostDeep,
    };

    public static bool SaysHow(Type type) => Known.GetValue(type, each => new(Inspect(each))).Value;

    public static BindResult Bind(DagValue value, AnnotatedType type)
    {
        try
        {
            var read = JsonSerializer.Deserialize(JsonValueWriter.Of(value), type.Type, Strict);
            return read is null && value is not DagValue.None && !type.TakesNull ? BindResult.Not($"{ClrTypeName.Of(type.Type)} reads it as null") : new(new ClrValue(read), null);
        }
        catch (Exception refused) when (refused is JsonException or NotSupportedException)
        {
            var place = refused is JsonException { Path: { Length: > 2 } path } ? $"{path[1..].TrimStart('.')}: " : "";
            return BindResult.Not($"{place}{ProductJson.Reason(refused)}");
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return BindResult.Not($"{ClrTypeName.Of(type.Type)} rejected it with {thrown.GetType().Name}: {thrown.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
        }
    }

    private static bool Inspect(Type type)
    {
        // An array has the namespace of its elements.
        if (type.IsArray)
            return false;
        if (type == typeof(object) || type == typeof(Version) || type.IsAssignableTo(typeof(JsonNode)) || type == typeof(JsonElement) || type == typeof(JsonDocument))
            return true;
        if (type.Namespace is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal)))
            return false;

        return type.IsAssignableTo(typeof(IEnumerable)) || IsMarked(type) || type.GetConstructors().Any(IsMarked)
            || type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(IsMarked) || type.GetFields(BindingFlags.Public | BindingFlags.Instance).Any(IsMarked);
    }

    private static bool IsMarked(MemberInfo member) => member.IsDefined(typeof(JsonAttribute), inherit: true);
}
