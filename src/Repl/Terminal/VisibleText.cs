using System.Globalization;
using System.Text;

namespace Dag.Repl.Terminal;

/// <summary>
/// Text with every character that a terminal would obey, hide or turn round in visible form: <c>\u001b</c>. The form is that of texts in JSON and in the
/// language, so what is escaped reads back to the same. Tabs and line ends stay, the latter as one character.
/// </summary>
internal static class VisibleText
{
    public static string Of(string text)
    {
        var at = IndexOfHidden(text);
        if (at < 0)
            return text;

        var visible = new StringBuilder(text.Length + 32);
        var written = 0;
        for (; at >= 0; at = IndexOfHidden(text, written))
        {
            visible.Append(text, written, at - written);
            written = at + Append(visible, text, at);
        }

        return visible.Append(text, written, text.Length - written).ToString();
    }

    /// <summary>The same where a line end would begin a line that nobody has written: in a file's name, say.</summary>
    public static string OfOneLine(string text) => Of(text).Replace("\n", "\\u000a", StringComparison.Ordinal);

    /// <summary>The place of the first character that is not shown as it is; -1 where there is none.</summary>
    public static int IndexOfHidden(string text, int from = 0)
    {
        for (var at = from; at < text.Length; at++)
        {
            // Most characters are decided by the first comparison.
            if (text[at] is >= ' ' and < '\u007f')
                continue;
            if (IsHidden(text, at))
                return at;
            if (char.IsHighSurrogate(text[at]))
                at++;
        }

        return -1;
    }

    /// <summary>Whether a character is not shown as it is.</summary>
    public static bool IsHidden(Rune rune) => rune.Value switch
    {
        < ' ' => rune.Value is not ('\n' or '\t'),
        < 0x7F => false,
        < 0xA0 => true,
        0xAD or 0x34F or 0x61C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x180E or 0x3164 or 0xFEFF or 0xFFA0 => true,
        (>= 0x200B and <= 0x200F) or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0xFFF9 and <= 0xFFFB) => true,
        (>= 0xFDD0 and <= 0xFDEF) or 0xFFFE or 0xFFFF => true,
        (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A) or (>= 0xE0000 and <= 0xE007F) => true,
        _ => false,
    };

    /// <summary>The visible form of one character.</summary>
    public static void Append(StringBuilder visible, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..rune.EncodeToUtf16(units)])
            Append(visible, unit);
    }

    private static bool IsHidden(string text, int at)
        => !Rune.TryGetRuneAt(text, at, out var rune) || IsHidden(rune);

    private static int Append(StringBuilder visible, string text, int at)
    {
        if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
            return 1;

        var length = Rune.TryGetRuneAt(text, at, out var rune) ? rune.Utf16SequenceLength : 1;
        for (var i = 0; i < length; i++)
            Append(visible, text[at + i]);
        return length;
    }

    private static void Append(StringBuilder visible, char unit) => visible.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
}
