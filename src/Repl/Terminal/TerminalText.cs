using System.Text;

namespace Dag.Repl.Terminal;

/// <summary>
/// What goes out of the program in words: the styling of its own as the terminal reads it, everything else in visible form. Its own is known by a mark
/// before each character of control that is drawn anew in each process, so that no file, value or script can write one.
/// </summary>
internal static class TerminalText
{
    // A character that stands for nothing in any text, so that looking for it costs nothing.
    private const char Noncharacter = '\uFDD0';

    /// <summary>A sequence that the program itself writes to the terminal, such as a colour.</summary>
    public static string Own(string sequence)
    {
        var marked = new StringBuilder();
        foreach (var c in sequence)
        {
            if (char.IsControl(c) && c != '\n')
                marked.Append(OwnMark.Text);
            marked.Append(c);
        }

        return marked.ToString();
    }

    /// <summary>A text as it is written to a stream that a person may look at.</summary>
    /// <param name="withStyle">Whether the program's own sequences are written too.</param>
    public static string Of(string text, bool withStyle = true)
    {
        if (VisibleText.IndexOfHidden(text) < 0)
            return text;
        if (!text.Contains(Noncharacter))
            return VisibleText.Of(text);

        var written = new StringBuilder(text.Length);
        var parts = text.Split(OwnMark.Text);
        written.Append(VisibleText.Of(parts[0]));
        foreach (var part in parts.AsSpan(1))
        {
            var own = withStyle ? Math.Min(1, part.Length) : LengthOfSequence(part);
            if (withStyle)
                written.Append(part, 0, own);
            written.Append(VisibleText.Of(part[own..]));
        }

        return written.ToString();
    }

    // ESC [ … up to its letter, or the one character that it is.
    private static int LengthOfSequence(string part)
    {
        if (!part.StartsWith("\e[", StringComparison.Ordinal))
            return Math.Min(1, part.Length);

        var end = 2;
        while (end < part.Length && !char.IsAsciiLetter(part[end]))
            end++;
        return Math.Min(end + 1, part.Length);
    }

    /// <summary>The length of a sequence of the program's own that begins at a place, up to the letter that ends it; 0 where none begins there.</summary>
    public static int LengthOfOwn(string text, int at)
    {
        if (text[at] != Noncharacter || string.CompareOrdinal(text, at, OwnMark.Text, 0, OwnMark.Text.Length) != 0)
            return 0;

        var escape = at + OwnMark.Text.Length;
        var end = escape + 2;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is ';' or '?'))
            end++;
        return Math.Min(end + 1, text.Length) - at;
    }

    // Apart, so that it is only drawn where there is colour.
    private static class OwnMark
    {
        public static readonly string Text = $"{Noncharacter}{Guid.NewGuid():N}";
    }
}
