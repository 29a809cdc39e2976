using System.Globalization;
using System.Reflection;
using Dag.Interpreter.Products;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Invoking;

/// <summary>Reads a text by the type's own <c>IParsable</c>, in the invariant culture.</summary>
public static class TextParser
{
    /// <summary>Null where the type cannot be read from text at all.</summary>
    public static Binding? Parse(string text, Type type)
    {
        if (!type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IParsable<>) && each.GetGenericArguments()[0] == type))
            return null;

        var parse = typeof(TextParser).GetMethod(nameof(ParseAs), BindingFlags.NonPublic | BindingFlags.Static)?.MakeGenericMethod(type);
        return parse?.Invoke(null, [text]) is Binding bound ? bound : null;
    }

    private static Binding ParseAs<T>(string text)
        where T : IParsable<T>
        => T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? new(new ClrValue(value), null)
            : Binding.Not($"this text is no {ClrTypeName.Of(typeof(T))}");
}
