using Dag.Language.Syntax;
using Dag.Language.Text;

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
        if (NameCharacters.IsPart(c))
            return true;
        if (c == '.')
            return at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && !text.AsSpan(start, at - start).Contains('.');
        return c is '+' or '-' && text[at - 1] is 'e' or 'E' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])
            && !text.AsSpan(start, at - start).StartsWith("0x") && LengthOf(text.AsSpan(start, at - 1 - start), IsOfReal) == at - 1 - start;
    }

    private static TokenKind KindOf(ReadOnlySpan<char> number)
    {
        if (number.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return AreDigits(number[2..], IsOfHexadecimal) ? TokenKind.Whole : TokenKind.Bad;
        if (number.StartsWith("0b", StringComparison.OrdinalIgnoreCase) && number.Length > 2)
            return AreDigits(number[2..], IsOfBinary) ? TokenKind.Whole : TokenKind.Bad;
        if (AreDigits(number, IsOfWhole))
            return TokenKind.Whole;
        if (IsReal(number))
            return TokenKind.Real;
        if (IsAmount(number, DurationUnits, many: true))
            return TokenKind.Duration;
        return IsAmount(number, SizeUnits, many: false) ? TokenKind.Size : TokenKind.Bad;
    }

    /// <summary>How many characters at the start of a text are of a kind. The searches of .NET for sets of characters take longer to get ready than any number is long.</summary>
    internal static int LengthOf(ReadOnlySpan<char> text, Predicate<char> isOfKind)
    {
        var length = 0;
        while (length < text.Length && isOfKind(text[length]))
            length++;
        return length;
    }

    private static bool IsOfWhole(char c) => char.IsAsciiDigit(c) || c == '_';

    private static bool IsOfReal(char c) => char.IsAsciiDigit(c) || c is '_' or '.';

    private static bool IsOfHexadecimal(char c) => char.IsAsciiHexDigit(c) || c == '_';

    private static bool IsOfBinary(char c) => c is '0' or '1' or '_';

    private static bool AreDigits(ReadOnlySpan<char> digits, Predicate<char> isOfKind)
        => digits.Length > 0 && digits[0] != '_' && digits[^1] != '_' && LengthOf(digits, isOfKind) == digits.Length;

    private static bool IsReal(ReadOnlySpan<char> number)
    {
        var exponent = number.IndexOfAny('e', 'E');
        if (exponent >= 0 && !AreDigits(number[(exponent + 1)..].TrimStart("+-"), char.IsAsciiDigit))
            return false;

        var mantissa = exponent >= 0 ? number[..exponent] : number;
        var point = mantissa.IndexOf('.');
        return point < 0
            ? AreDigits(mantissa, IsOfWhole)
            : AreDigits(mantissa[..point], IsOfWhole) && AreDigits(mantissa[(point + 1)..], IsOfWhole);
    }

    private static bool IsAmount(ReadOnlySpan<char> text, string[] units, bool many)
    {
        var parts = 0;
        while (text.Length > 0)
        {
            var letters = LengthOf(text, IsOfReal);
            if (letters == 0 || letters == text.Length || !IsReal(text[..letters]) || (parts++ > 0 && !many))
                return false;

            var unit = text.Slice(letters, LengthOf(text[letters..], c => !char.IsAsciiDigit(c)));
            if (Array.IndexOf(units, unit.ToString()) < 0)
                return false;

            text = text[(letters + unit.Length)..];
        }

        return parts > 0;
    }
}
