using System.Text;
using Dag.Interpreter.Runtime.Masking;
using Dag.Language.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>
/// A line of a source as it is shown under a message, with marks under the part that is meant. One too long for a screen is shown around it, and secrets in it
/// are masked.
/// </summary>
/// <param name="secrets">Where secrets stand in the source.</param>
internal sealed class SourceLine(SourceText source, IReadOnlyList<TextSpan> secrets)
{
    private const int Widest = 120;
    private const int Before = 40;

    public (string Shown, string Marks) Mark(SourceLocation at, int number, char mark)
    {
        var (text, line) = (source.Text, source.SpanOfLine(number));
        var start = number == at.Start.Line ? Math.Clamp(at.Span.Start, line.Start, line.End) : IndentEnd(text, line);
        var end = Math.Clamp(at.Span.End, start, line.End);
        var (first, last) = Window(text, line, start);
        end = Math.Clamp(end, start, last);
        (start, end) = (SecretAround(start, isStart: true) ?? start, SecretAround(end, isStart: false) ?? end);
        (first, last) = (Math.Min(first, start), Math.Max(last, end));

        var lead = first > line.Start ? "…" : "";
        var before = CellWidth.Of(Masked(first, start), from: lead.Length);
        var marked = Math.Max(1, CellWidth.Of(Masked(start, end), from: lead.Length + before));
        var shown = CellWidth.Expand(lead + Masked(first, start) + Masked(start, end) + Masked(end, last)) + (last < line.End ? "…" : "");
        return (shown, new string(' ', lead.Length + before) + new string(mark, marked));
    }

    // A place within a secret would tell how long it is.
    private int? SecretAround(int at, bool isStart)
    {
        foreach (var secret in secrets)
        {
            if (secret.Start < at && at < secret.End)
                return isStart ? secret.Start : secret.End;
        }

        return null;
    }

    private string Masked(int from, int to)
    {
        if (secrets.Count == 0)
            return source.Text[from..to];

        var (masked, written) = (new StringBuilder(), from);
        foreach (var secret in secrets)
        {
            if (secret.End <= written || secret.Start >= to)
                continue;

            masked.Append(source.Text, written, Math.Max(0, secret.Start - written)).Append(SecretTexts.Replacement);
            written = Math.Min(secret.End, to);
        }

        return masked.Append(source.Text, written, to - written).ToString();
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
