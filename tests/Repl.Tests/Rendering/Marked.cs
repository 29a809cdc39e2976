using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Repl.Tests.Rendering;

/// <summary>A source in which «such marks» stand around the spans that tests speak of.</summary>
internal sealed class Marked
{
    private readonly List<SourceLocation> places = [];

    public Marked(string text, string path = "iris.dag")
    {
        var (plain, spans) = Unmark(text);
        var source = new SourceText(path, plain);
        places.AddRange(spans.Select(span => new SourceLocation(source, span)));
    }

    public SourceLocation this[int place] => places[place];

    public Diagnostic Error(string message, string? hint = null) => new("DAG2001", places[0], message) { Hint = hint };

    private static (string Plain, List<TextSpan> Spans) Unmark(string text)
    {
        var (plain, spans, start) = ("", new List<TextSpan>(), 0);
        foreach (var c in text)
        {
            if (c == '«')
                start = plain.Length;
            else if (c == '»')
                spans.Add(TextSpan.FromBounds(start, plain.Length));
            else
                plain += c;
        }

        return (plain, spans);
    }
}
