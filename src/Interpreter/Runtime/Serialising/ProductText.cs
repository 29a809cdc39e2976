using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Types;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A product as a person reads it: one thing as its text, everything else as JSON, a table a row a line. What JSON cannot hold says itself what it is.</summary>
public static class ProductText
{
    public static string Print(ClrValue value, DagType type) => Secrecy.Hides(type) ? Secrecy.Mask : Print(value);

    /// <summary>For values of which it is known that they are no secret.</summary>
    public static string Print(ClrValue value)
    {
        if (ScalarText.Find(value) is { } text)
            return text;

        try
        {
            return JsonLayout.Of(ProductJson.Print(value));
        }
        catch (NotSupportedException)
        {
            return value.Raw?.ToString() ?? "";
        }
    }
}
