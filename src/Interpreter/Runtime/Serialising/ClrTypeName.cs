using System.Runtime.CompilerServices;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A C# type as it is written in source.</summary>
internal static class ClrTypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(short)] = "short", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte",
        [typeof(uint)] = "uint", [typeof(ulong)] = "ulong", [typeof(ushort)] = "ushort", [typeof(double)] = "double", [typeof(float)] = "float",
        [typeof(decimal)] = "decimal", [typeof(bool)] = "bool", [typeof(string)] = "string", [typeof(char)] = "char", [typeof(object)] = "object",
        [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
    };

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return ArrayOf(type);
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner) + "?";
        if (!type.IsGenericType)
            return type.Name;

        var arguments = string.Join(", ", type.GetGenericArguments().Select(Of));
        if (type.IsValueType && type.IsAssignableTo(typeof(ITuple)))
            return $"({arguments})";

        var tick = type.Name.IndexOf('`');
        return $"{(tick < 0 ? type.Name : type.Name[..tick])}<{arguments}>";
    }

    /// <summary>With its article, as it stands in a sentence.</summary>
    public static string WithArticle(Type type) => Of(type) is var name && "AEIOUaeiou".Contains(name[0]) ? $"an {name}" : $"a {name}";

    // The brackets of an array of arrays are written outermost first.
    private static string ArrayOf(Type type)
    {
        var brackets = "";
        while (type.IsArray && type.GetElementType() is { } element)
        {
            brackets += $"[{new string(',', type.GetArrayRank() - 1)}]";
            type = element;
        }

        return Of(type) + brackets;
    }
}
