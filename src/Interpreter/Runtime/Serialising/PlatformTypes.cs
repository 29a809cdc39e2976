namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Which types are .NET's own: what they keep to themselves says nothing of their content.</summary>
internal static class PlatformTypes
{
    public static bool Has(Type type)
        => type.IsArray || IsWrittenAsList(type) || (!type.Assembly.IsCollectible && type.Namespace is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal)));

    /// <summary>What the compiler makes of <c>[a, b]</c> where a read-only list is wanted.</summary>
    public static bool IsWrittenAsList(Type type) => type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal);

    public static bool Implements(Type type, Type open)
        => type.GetInterfaces().Prepend(type).Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == open);
}
