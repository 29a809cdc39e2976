namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>The numbers that have no digits: NaN and the infinities, as this language, C#, Python, R and C write them.</summary>
internal static class SpecialNumber
{
    public const string NaN = "NaN";
    public const string Infinity = "Infinity";
    public const string MinusInfinity = "-Infinity";

    public const string NaHint = "NA of R is not supported: write NaN, or null for a type such as double?";

    private static readonly Dictionary<string, string> Spellings = new(StringComparer.Ordinal)
    {
        ["NaN"] = NaN, ["nan"] = NaN, ["NAN"] = NaN, ["-NaN"] = NaN, ["-nan"] = NaN,
        ["Infinity"] = Infinity, ["infinity"] = Infinity, ["Inf"] = Infinity, ["inf"] = Infinity, ["INF"] = Infinity,
        ["+Infinity"] = Infinity, ["+Inf"] = Infinity, ["+inf"] = Infinity,
        ["-Infinity"] = MinusInfinity, ["-infinity"] = MinusInfinity, ["-Inf"] = MinusInfinity, ["-inf"] = MinusInfinity, ["-INF"] = MinusInfinity,
    };

    public static IReadOnlyCollection<string> AllSpellings => Spellings.Keys;

    /// <summary>As the language writes it; null for what is none of them.</summary>
    public static string? Find(string text) => Spellings.GetValueOrDefault(text);

    /// <summary>Whether a type has these numbers.</summary>
    public static bool Has(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(Half);
}
