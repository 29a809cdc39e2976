using System.Reflection;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>By what a set or a dictionary compares its keys.</summary>
internal static class ComparerTag
{
    /// <summary>A word for it; null for a comparer that is not known, so that nothing else is the same.</summary>
    public static string? TagOf(object collection)
    {
        var type = collection.GetType();
        var property = type.GetProperty("KeyComparer") ?? type.GetProperty("Comparer");
        if (property is null)
            return null;

        var comparer = property.GetValue(collection);
        if (comparer is null || IsDefault(comparer, typeof(EqualityComparer<>), type) || IsDefault(comparer, typeof(Comparer<>), type))
            return "";
        if (ReferenceEquals(comparer, StringComparer.Ordinal))
            return "ordinal";

        return ReferenceEquals(comparer, StringComparer.OrdinalIgnoreCase) ? "ordinal, whatever the case" : null;
    }

    private static bool IsDefault(object comparer, Type open, Type collection)
        => collection.IsGenericType
            && Equals(open.MakeGenericType(collection.GetGenericArguments()[0]).GetProperty("Default", BindingFlags.Public | BindingFlags.Static)?.GetValue(null), comparer);
}
