using Dag.Language.Text;

namespace Dag.Repl.Editing;

/// <summary>How a part of a typed text looks.</summary>
/// <param name="Kind">What it is, which has a colour; null where it has none.</param>
/// <param name="IsPaired">Whether it is a bracket at the cursor, or the one that belongs to that.</param>
internal readonly record struct TextLook(TokenClass? Kind, bool IsPaired, bool IsWrong)
{
    /// <summary>The parts of a text that do not look like plain text, in order and apart from one another.</summary>
    public static IEnumerable<(TextSpan Span, TextLook Look)> Of(
        string text, IEnumerable<(TextSpan Span, TokenClass Kind)> colours, (int Open, int Close)? brackets, IEnumerable<TextSpan> wrong)
    {
        var looks = new TextLook[text.Length];
        foreach (var (span, kind) in colours)
            looks.AsSpan(span.Start, span.Length).Fill(new(kind, false, false));
        foreach (var span in wrong)
        {
            for (var at = span.Start; at < span.End; at++)
                looks[at] = looks[at] with { IsWrong = true };
        }

        if (brackets is (var open, var close))
            (looks[open], looks[close]) = (looks[open] with { IsPaired = true }, looks[close] with { IsPaired = true });
        return Runs(looks);
    }

    private static IEnumerable<(TextSpan Span, TextLook Look)> Runs(TextLook[] looks)
    {
        for (var start = 0; start < looks.Length;)
        {
            var end = start + 1;
            while (end < looks.Length && looks[end] == looks[start])
                end++;
            if (looks[start] != default)
                yield return (TextSpan.FromBounds(start, end), looks[start]);
            start = end;
        }
    }
}
