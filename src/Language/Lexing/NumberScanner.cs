using Dag.Language.Syntax;

namespace Dag.Language.Lexing;

/// <summary>The outline of numbers, durations and sizes.</summary>
internal static class NumberScanner
{
    public static readonly string[] DurationUnits = ["ms", "s", "m", "h", "d"];
    public static readonly string[] SizeUnits = ["B", "KB", "MB", "GB", "TB"];

    public static IEnumerable<string> Units => DurationUnits.Concat(SizeUnits);

    public static Token Scan(string text, int start)
    {
        var end = start;
        while (end < text.Length && IsPart(text, end, start))
            end++;
        return new(KindOf(text.AsSpan(start, end - start)), start, end - start);
    }

    /// <summary>The letters at the end of a number, if they are what is wrong with it.</summary>
    public static string? UnitOf(string number)
    {
        if (number.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || number.StartsWith("0b", StringComparison.OrdinalIgnoreCase))
            return null;

        var digits = number.TrimEnd("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".ToCharArray());
        return digits.Length < number.Length && KindOf(digits) is TokenKind.Whole or TokenKind.Real ? number[digits.Length..] : null;
    }

    private static bool IsPart(string text, int at, int start)
    {
        var c = text[at];
        if (char.IsAsciiLetterOrDigit(c) || c == '_')
            return true;
        if (c == '.')
            return at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && !text.AsSpan(start, at - start).Contains('.');
        return c is '+' or '-' && text[at - 1] is 'e' or 'E' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])
            && !text.AsSpan(start, at - start).StartsWith("0x") && text.AsSpan(start, at - 1 - start).IndexOfAnyExcept("0123456789_.") < 0;
    }

    private static TokenKind KindOf(ReadOnlySpan<char> number)
    {
        if (number.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return AreDigits(number[2..], "0123456789abcdefABCDEF_") ? TokenKind.Whole : TokenKind.Bad;
        if (number.StartsWith("0b", StringComparison.OrdinalIgnoreCase) && number.Length > 2)
            return AreDigits(number[2..], "01_") ? TokenKind.Whole : TokenKind.Bad;
        if (AreDigits(number, "0123456789_"))
            return TokenKind.Whole;
        if (IsReal(number))
            return TokenKind.Real;
        if (IsAmount(number, DurationUnits, many: true))
            return TokenKind.Duration;
        return IsAmount(number, SizeUnits, many: false) ? TokenKind.Size : TokenKind.Bad;
    }

    private static bool AreDigits(ReadOnlySpan<char> digits, string known)
        => digits.Length > 0 && digits[0] != '_' && digits[^1] != '_' && digits.IndexOfAnyExcept(known) < 0;

    private static bool IsReal(ReadOnlySpan<char> number)
    {
        var exponent = number.IndexOfAny('e', 'E');
        if (exponent >= 0 && !AreDigits(number[(exponent + 1)..].TrimStart("+-"), "0123456789"))
            return false;

        var mantissa = exponent >= 0 ? number[..exponent] : number;
        var point = mantissa.IndexOf('.');
        return point < 0
            ? AreDigits(mantissa, "0123456789_")
            : AreDigits(mantissa[..point], "0123456789_") && AreDigits(mantissa[(point + 1)..], "0123456789_");
    }

    private static bool IsAmount(ReadOnlySpan<char> text, string[] units, bool many)
    {
        var parts = 0;
        while (text.Length > 0)
        {
            var letters = text.IndexOfAnyExcept("0123456789_.");
            if (letters <= 0 || !IsReal(text[..letters]) || (parts++ > 0 && !many))
                return false;

            var next = text[letters..].IndexOfAny("0123456789");
            var unit = next < 0 ? text[letters..] : text.Slice(letters, next);
            if (Array.IndexOf(units, unit.ToString()) < 0)
                return false;

            text = next < 0 ? default : text[(letters + next)..];
        }

        return parts > 0;
    }
}
