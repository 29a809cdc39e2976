using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Bodies;

/// <summary>The C# types that need no compiler to be known: keywords, the usual types of .NET and of dag, and arrays of them.</summary>
internal static class KnownTypes
{
    private static readonly Dictionary<string, Type> Keywords = new()
    {
        ["string"] = typeof(string), ["bool"] = typeof(bool), ["char"] = typeof(char), ["byte"] = typeof(byte), ["sbyte"] = typeof(sbyte),
        ["short"] = typeof(short), ["ushort"] = typeof(ushort), ["int"] = typeof(int), ["uint"] = typeof(uint), ["long"] = typeof(long),
        ["ulong"] = typeof(ulong), ["float"] = typeof(float), ["double"] = typeof(double), ["decimal"] = typeof(decimal),
    };

    // Names a program could declare anew; they are only taken for these where it cannot have.
    private static readonly Dictionary<string, Type> Names = new()
    {
        ["TimeSpan"] = typeof(TimeSpan), ["DateOnly"] = typeof(DateOnly), ["TimeOnly"] = typeof(TimeOnly), ["DateTime"] = typeof(DateTime),
        ["DateTimeOffset"] = typeof(DateTimeOffset), ["Uri"] = typeof(Uri), ["Guid"] = typeof(Guid), ["DagFile"] = typeof(DagFile),
        ["DagFolder"] = typeof(DagFolder),
    };

    public static Type? Find(string text, bool keywordsOnly)
    {
        text = text.Trim();
        if (text.EndsWith("[]", StringComparison.Ordinal))
            return Find(text[..^2], keywordsOnly) is { } element ? element.MakeArrayType() : null;
        if (Keywords.TryGetValue(text, out var type))
            return type;

        return !keywordsOnly && Names.TryGetValue(text, out type) ? type : null;
    }
}
