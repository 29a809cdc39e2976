using System.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>Lines that fit a window: prose goes on below at a blank, indented as it was; what stands at its place, such as a line of source, is cut.</summary>
internal static class WordWrap
{
    private const int Narrowest = 20;
    private const int DeepestIndent = 12;

    /// <summary>The text with no line wider than that. What moves the cursor is left as it is.</summary>
    public static string Of(string text, int width)
    {
        if (width < Narrowest || MovesCursor(text) || !text.Split('\n').Any(line => WidthOf(line) > width))
            return text;

        return string.Join('\n', text.Split('\n').Select(line => WidthOf(line) <= width ? line : IsOfSource(line) ? Cut(line, width) : Wrapped(line, width)));
    }

    /// <summary>The text with each line cut to that.</summary>
    public static string Cut(string text, int width)
        => width < Narrowest ? text : string.Join('\n', text.Split('\n').Select(line => CutLine(line, width)));

    private static string Wrapped(string line, int width)
    {
        var indent = new string(' ', Math.Min(DeepestIndent, line.Length - line.TrimStart(' ').Length + 2));
        var (wrapped, cells, isFirst) = (new StringBuilder(), 0, true);
        foreach (var word in line.Split(' '))
        {
            var size = WidthOf(word);
            if (!isFirst && cells + 1 + size > width && cells > indent.Length)
            {
                wrapped.Append('\n').Append(indent);
                cells = indent.Length;
            }
            else if (!isFirst)
            {
                wrapped.Append(' ');
                cells++;
            }

            wrapped.Append(word);
            cells += size;
            isFirst = false;
        }

        return wrapped.ToString();
    }

    private static string CutLine(string line, int width)
    {
        if (WidthOf(line) <= width)
            return line;

        var (kept, cells) = (new StringBuilder(), 0);
        for (var at = 0; at < line.Length;)
        {
            if (TerminalText.LengthOfOwn(line, at) is > 0 and var escape)
            {
                kept.Append(line, at, escape);
                at += escape;
                continue;
            }

            var element = System.Globalization.StringInfo.GetNextTextElement(line, at);
            cells += CellWidth.Of(element, cells);
            if (cells > width - 1)
                return kept.Append('…').Append(line.Contains('\e') ? TerminalText.Own("\e[0m") : "").ToString();
            kept.Append(element);
            at += element.Length;
        }

        return kept.ToString();
    }

    // '12 | code', '   |  ^^^' and ' --> file.dag:3:4'.
    private static bool IsOfSource(string line)
    {
        var plain = WithoutEscapes(line).TrimStart();
        var digits = plain.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return plain.StartsWith("--> ", StringComparison.Ordinal) || (digits >= 0 && plain.AsSpan(digits).TrimStart(' ').StartsWith("|"));
    }

    private static int WidthOf(string text) => CellWidth.Of(WithoutEscapes(text));

    private static string WithoutEscapes(string text)
    {
        if (!text.Contains('\e'))
            return text;

        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (TerminalText.LengthOfOwn(text, at) is > 0 and var escape)
                at += escape;
            else
                plain.Append(text[at++]);
        }

        return plain.ToString();
    }

    private static bool MovesCursor(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (TerminalText.LengthOfOwn(text, at) is > 0 and var escape && text[at + escape - 1] != 'm')
                return true;
        }

        return text.Contains('\r');
    }
}
