using System.Globalization;
using System.Numerics;
using Dag.Language.Lexing;
using Dag.Language.Syntax;
using Dag.Language.Values;

namespace Dag.Language.Parsing;

/// <summary>The value of a number, duration or size; null where it is too large to be held.</summary>
internal static class NumberLiteral
{
    // The longest TimeSpan in milliseconds is a little less; and the product with the longest unit is still a decimal.
    private const decimal MostOfUnit = 1e15m;

    public static DagValue? Read(TokenKind kind, ReadOnlySpan<char> token, bool isNegative)
    {
        var text = token.ToString().Replace("_", "");
        return kind switch
        {
            TokenKind.Whole => new DagValue.Whole(isNegative ? -Whole(text) : Whole(text)),
            TokenKind.Real => new DagValue.Real((isNegative ? "-" : "") + text),
            TokenKind.Duration => Duration(text, isNegative),
            _ => Size(text, isNegative),
        };
    }

    private static BigInteger Whole(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (text.StartsWith("0b", StringComparison.OrdinalIgnoreCase))
            return BigInteger.Parse("0" + text[2..], NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture);
        return BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static DagValue? Duration(string text, bool isNegative)
    {
        var ticks = 0m;
        for (var at = 0; at < text.Length;)
        {
            var letters = at + text.AsSpan(at).IndexOfAnyExcept("0123456789.");
            var next = text.AsSpan(letters).IndexOfAny("0123456789");
            var end = next < 0 ? text.Length : letters + next;
            if (!decimal.TryParse(text.AsSpan(at, letters - at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > MostOfUnit)
                return null;

            ticks += amount * TicksOf(text[letters..end]);
            if (ticks > -(decimal)long.MinValue)
                return null;
            at = end;
        }

        ticks = isNegative ? -ticks : ticks;
        return ticks > long.MaxValue ? null : new DagValue.Duration(TimeSpan.FromTicks((long)ticks));
    }

    private static decimal TicksOf(string unit) => unit switch
    {
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        _ => TimeSpan.TicksPerDay,
    };

    private static DagValue? Size(string text, bool isNegative)
    {
        var digits = text.TrimEnd("BKMGT".ToCharArray());
        var power = Array.IndexOf(NumberScanner.SizeUnits, text[digits.Length..]);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 1e16m)
            return null;

        var bytes = amount * (1L << (10 * power));
        return bytes > long.MaxValue ? null : new DagValue.Size((long)(isNegative ? -bytes : bytes));
    }
}
