using System.Globalization;
using System.Text;

namespace Dag.Repl.Terminal;

/// <summary>How many cells of a terminal a text takes: wide letters and emoji two, marks that sit on others none, a tab its way to the next stop.</summary>
internal static class CellWidth
{
    private const int TabStop = 4;
    private const int EscapeLength = 6;

    public static int Of(ReadOnlySpan<char> text, int from = 0)
    {
        var cells = from;
        foreach (var rune in text.EnumerateRunes())
            cells += rune.Value == '\t' ? TabStop - (cells % TabStop) : Of(rune);
        return cells - from;
    }

    /// <summary>The text with its tabs as blanks, and what would move the cursor, colour what follows or turn the writing round in visible form.</summary>
    public static string Expand(ReadOnlySpan<char> text)
    {
        var expanded = new StringBuilder(text.Length);
        var cells = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var width = rune.Value == '\t' ? TabStop - (cells % TabStop) : Of(rune);
            if (rune.Value == '\t')
                expanded.Append(' ', width);
            else if (VisibleText.IsHidden(rune))
                VisibleText.Append(expanded, rune);
            else
                expanded.Append(rune.ToString());
            cells += width;
        }

        return expanded.ToString();
    }

    /// <summary>As much of a text as fits, with … where something is left off.</summary>
    public static string Cut(string text, int most)
    {
        if (Of(text) <= most)
            return text;

        var (kept, cells) = (new StringBuilder(), 1);
        foreach (var rune in text.EnumerateRunes())
        {
            cells += Of(rune);
            if (cells > most)
                break;
            kept.Append(rune.ToString());
        }

        return most < 1 ? "" : kept.Append('…').ToString();
    }

    private static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        _ when VisibleText.IsHidden(rune) => rune.Utf16SequenceLength * EscapeLength,
        UnicodeCategory.Control => 1,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    private static bool IsWide(int value)
        => value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F)
            or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x1FA70 and <= 0x1FAFF)
            or 0x231A or 0x231B or 0x26A1 or 0x2705 or 0x2728 or 0x274C or 0x2753 or 0x2757 or 0x2B50 or (>= 0x20000 and <= 0x3FFFD);
}
