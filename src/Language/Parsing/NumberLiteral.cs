using System.Globalization;
using System.Numerics;
using Dag.Language.Diagnostics;
using Dag.Language.Lexing;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Language.Parsing;

/// <summary>The value of a number, duration or size, exactly; none once it has been said that it cannot be held.</summary>
internal static class NumberLiteral
{
    // What a number's digits cost grows faster than their number; no type of C# takes as many.
    private const int MostDigits = 10_000;

    // Half of half of … a terabyte is a byte after forty halves, and each of them is one more digit behind the point.
    private const int MostFractionDigits = 40;

    public static DagValue Read(TokenKind kind, SourceLocation at, bool isNegative, List<Diagnostic> diagnostics)
    {
        if (at.Span.Length > MostDigits)
        {
            diagnostics.Add(SyntaxErrors.TooLarge(at, "number"));
            return new DagValue.None();
        }

        var text = at.Source.TextOf(at.Span).TrimStart('-', '+').Replace("_", "");
        return kind switch
        {
            TokenKind.Whole => new DagValue.Whole(isNegative ? -Whole(text) : Whole(text)),
            TokenKind.Real => new DagValue.Real((isNegative ? "-" : "") + text),
            _ => Amount(kind, text, isNegative, at, diagnostics),
        };
    }

    /// <summary>A whole number that counts something; null where it is too large for that.</summary>
    public static int? Count(SourceLocation at)
        => at.Span.Length <= MostDigits && Whole(at.Source.TextOf(at.Span).Replace("_", "")) is var count && count <= int.MaxValue ? (int)count : null;

    private static BigInteger Whole(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (text.StartsWith("0b", StringComparison.OrdinalIgnoreCase))
            return BigInteger.Parse("0" + text[2..], NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture);
        return BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static DagValue Amount(TokenKind kind, string text, bool isNegative, SourceLocation at, List<Diagnostic> diagnostics)
    {
        var isSize = kind == TokenKind.Size;
        var what = isSize ? "size" : "duration";
        if (Steps(text) is not { } steps)
        {
            diagnostics.Add(SyntaxErrors.TooFine(at, what, isSize ? "bytes" : "steps of 100 ns"));
            return new DagValue.None();
        }

        steps = isNegative ? -steps : steps;
        if (steps > long.MaxValue || steps < long.MinValue)
        {
            diagnostics.Add(SyntaxErrors.TooLarge(at, what));
            return new DagValue.None();
        }

        return isSize ? new DagValue.Size((long)steps) : new DagValue.Duration(TimeSpan.FromTicks((long)steps));
    }

    // Ticks or bytes; null where they are not whole.
    private static BigInteger? Steps(string text)
    {
        var steps = BigInteger.Zero;
        for (var at = 0; at < text.Length;)
        {
            var letters = at + NumberScanner.LengthOf(text.AsSpan(at), c => char.IsAsciiDigit(c) || c == '.');
            var end = letters + NumberScanner.LengthOf(text.AsSpan(letters), c => !char.IsAsciiDigit(c));
            if (Times(text.AsSpan(at, letters - at), StepsOf(text[letters..end])) is not { } part)
                return null;

            steps += part;
            at = end;
        }

        return steps;
    }

    private static BigInteger? Times(ReadOnlySpan<char> amount, long unit)
    {
        var point = amount.IndexOf('.');
        var whole = point < 0 ? amount : amount[..point];
        var fraction = point < 0 ? default : amount[(point + 1)..].TrimEnd('0');
        if (fraction.Length > MostFractionDigits)
            return null;

        var scale = BigInteger.Pow(10, fraction.Length);
        var digits = BigInteger.Parse(string.Concat(whole, fraction), NumberStyles.None, CultureInfo.InvariantCulture);
        return digits * unit % scale == 0 ? digits * unit / scale : null;
    }

    private static long StepsOf(string unit) => unit switch
    {
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        "d" => TimeSpan.TicksPerDay,
        _ => 1L << (10 * Array.IndexOf(NumberScanner.SizeUnits, unit)),
    };
}
