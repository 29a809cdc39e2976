namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>C# types that a list literal is a value of.</summary>
internal static class ListTypes
{
    /// <summary>The type of the elements: of an array, and of a generic collection of one type; null where the type is another.</summary>
    public static Type? ElementOf(Type type)
    {
        if (type.IsSZArray)
            return type.GetElementType();

        return type.IsGenericType && type.GetGenericArguments() is [var element] && typeof(IEnumerable<>).MakeGenericType(element).IsAssignableFrom(type) ? element : null;
    }
}
