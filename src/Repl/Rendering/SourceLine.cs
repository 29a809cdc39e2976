using Dag.Language.Text;

namespace Dag.Repl.Rendering;

/// <summary>A line of a source as it is shown under a message, with marks under the part that is meant. One too long for a screen is shown around it.</summary>
internal static class SourceLine
{
    private const int Widest = 120;
    private const int Before = 40;

    public static (string Shown, string Marks) Mark(SourceLocation at, int number, char mark)
    {
        var (text, line) = (at.Source.Text, at.Source.SpanOfLine(number));
        var start = number == at.Start.Line ? Math.Clamp(at.Span.Start, line.Start, line.End) : IndentEnd(text, line);
        var end = Math.Clamp(at.Span.End, start, line.End);
        var (first, last) = Window(text, line, start);
        end = Math.Clamp(end, start, last);

        var lead = first > line.Start ? "…" : "";
        var before = CellWidth.Of(text.AsSpan(first, start - first), from: lead.Length);
        var marked = Math.Max(1, CellWidth.Of(text.AsSpan(start, end - start), from: lead.Length + before));
        var shown = CellWidth.Expand(lead + text[first..last]) + (last < line.End ? "…" : "");
        return (shown, new string(' ', lead.Length + before) + new string(mark, marked));
    }

    private static int IndentEnd(string text, TextSpan line)
    {
        var at = line.Start;
        while (at < line.End && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static (int First, int Last) Window(string text, TextSpan line, int start)
    {
        if (line.Length <= Widest)
            return (line.Start, line.End);

        var first = Math.Max(line.Start, Math.Min(start - Before, line.End - Widest));
        var last = Math.Min(line.End, first + Widest);
        return (WholeCharacter(text, first, line), WholeCharacter(text, last, line));
    }

    private static int WholeCharacter(string text, int at, TextSpan line)
        => at > line.Start && at < line.End && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
