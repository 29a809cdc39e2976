namespace Dag.Language.Text;

/// <summary>A text with the path it came from. Knows its lines and whose it is; does not know how it was read.</summary>
public sealed class SourceText(string path, string text)
{
    private int[]? lineStarts;

    /// <summary>Where it came from, as given: a path, or a name in angle brackets for a text that is no file.</summary>
    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>Whose text it is. What the standard library may do is decided by this and never by a path, which anybody may choose.</summary>
    public SourceOrigin Origin { get; init; }

    public int Length => Text.Length;

    public int LineCount => LineStarts.Length;

    private int[] LineStarts => lineStarts ??= FindLineStarts(Text);

    public ReadOnlySpan<char> Slice(TextSpan span) => Text.AsSpan(span.Start, span.Length);

    public string TextOf(TextSpan span) => Text.Substring(span.Start, span.Length);

    public TextPosition PositionOf(int offset)
    {
        var found = Array.BinarySearch(LineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return new(line + 1, offset - LineStarts[line] + 1);
    }

    /// <summary>A line's own characters, without its line end. The first line is 1.</summary>
    public TextSpan SpanOfLine(int line)
    {
        var start = LineStarts[line - 1];
        var end = line < LineStarts.Length ? LineStarts[line] : Text.Length;
        while (end > start && Text[end - 1] is '\n' or '\r')
            end--;
        return TextSpan.FromBounds(start, end);
    }

    public override string ToString() => Path;

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = text.AsSpan().IndexOfAny('\n', '\r'); at >= 0 && at < text.Length;)
        {
            var next = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;
            starts.Add(next);
            var further = text.AsSpan(next).IndexOfAny('\n', '\r');
            at = further < 0 ? -1 : next + further;
        }

        return [.. starts];
    }
}
