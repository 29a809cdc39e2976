using System.Globalization;

namespace Dag.Language.Scanning;

/// <summary>C#'s own classes of characters, where the outline of a text depends on them.</summary>
internal static class CSharpCharacters
{
    /// <summary>Whether C# ends a line here; it knows five newlines, where dag knows two.</summary>
    public static bool IsNewline(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Whether C# skips this between tokens of one line.</summary>
    public static bool IsBlank(char c) => c is ' ' or '\t' or '\v' or '\f' or '\u00A0' or '\uFEFF' or '\u001A'
        || (c > 255 && char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator);

    /// <summary>Whether this may stand inside an identifier.</summary>
    public static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' || (c > 127 && IsWideWordPart(c));

    /// <summary>The end of <c>text[floor..end]</c> without the blanks and newlines at its end.</summary>
    public static int TrimEnd(ReadOnlySpan<char> text, int floor, int end)
    {
        while (end > floor && (IsBlank(text[end - 1]) || IsNewline(text[end - 1])))
            end--;

        return end;
    }

    /// <summary>Where the line that holds <paramref name="at"/> ends, its newline not counted.</summary>
    public static int EndOfLine(ReadOnlySpan<char> text, int at)
    {
        var length = text[at..].IndexOfAny("\n\r\u0085\u2028\u2029");
        return length < 0 ? text.Length : at + length;
    }

    private static bool IsWideWordPart(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
}
