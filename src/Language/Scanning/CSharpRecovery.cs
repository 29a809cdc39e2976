namespace Dag.Language.Scanning;

/// <summary>Guesses by indentation where C# that has no end was meant to end, so that what follows it is read
/// as what it is.</summary>
internal static class CSharpRecovery
{
    private static readonly string[] Declarations =
    [
        "type", "task", "code", "import", "using", "reference", "language", "token", "section", "invocation", "test", "set", "run",
        "override", "substitute", "pin",
    ];

    /// <summary>The end of the lines that are indented deeper than the one the expression starts on,
    /// at most <paramref name="limit"/>. A line of that depth that closes a bracket still belongs to it.</summary>
    public static int EndOfExpression(ReadOnlySpan<char> text, int start, int limit)
    {
        var depth = DepthOfLineAt(text, start);
        var lines = new LineStarts(text, start);
        while (lines.MoveNext() && lines.Current < limit)
        {
            var first = FirstOnLine(text, lines.Current);
            if (IsEndOfLine(text, first))
                continue;
            if (first - lines.Current <= depth && text[first] is not (')' or ']'))
                return Math.Min(limit, CSharpCharacters.TrimEnd(text, start, lines.Current));
        }

        return limit;
    }

    /// <summary>The brace that closes the block by its indentation; without one, where something outside the
    /// block begins, or the end of the text.</summary>
    public static int EndOfBlock(ReadOnlySpan<char> text, int start)
    {
        var depth = DepthOfLineAt(text, start);
        var lines = new LineStarts(text, start);
        while (lines.MoveNext())
        {
            var first = FirstOnLine(text, lines.Current);
            var isOutside = depth == 0
                ? first == lines.Current && BeginsDeclaration(text[first..])
                : first - lines.Current <= depth && !IsEndOfLine(text, first) && text[first] is not '#';
            if (!isOutside)
                continue;

            return first - lines.Current == depth && text[first] is '}'
                ? first + 1
                : CSharpCharacters.TrimEnd(text, start + 1, lines.Current);
        }

        return text.Length;
    }

    /// <summary>Whether a statement of the language begins here, which at the start of a line is never C#.</summary>
    public static bool BeginsDeclaration(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("///"))
            return true;

        foreach (var word in Declarations)
        {
            if (rest.StartsWith(word) && (rest.Length == word.Length || !CSharpCharacters.IsWordPart(rest[word.Length])))
                return true;
        }

        return false;
    }

    private static int DepthOfLineAt(ReadOnlySpan<char> text, int at)
    {
        var line = text[..at].LastIndexOfAny('\n', '\r') + 1;
        return FirstOnLine(text, line) - line;
    }

    private static int FirstOnLine(ReadOnlySpan<char> text, int line)
    {
        var blanks = text[line..].IndexOfAnyExcept(' ', '\t');
        return blanks < 0 ? text.Length : line + blanks;
    }

    private static bool IsEndOfLine(ReadOnlySpan<char> text, int at) => at == text.Length || text[at] is '\n' or '\r';

    /// <summary>The starts of the lines after a place, in order.</summary>
    private ref struct LineStarts(ReadOnlySpan<char> text, int from)
    {
        private readonly ReadOnlySpan<char> _text = text;

        public int Current { get; private set; } = from;

        public bool MoveNext()
        {
            var length = _text[Current..].IndexOfAny('\n', '\r');
            Current = length < 0 ? _text.Length : Current + length + 1;
            return length >= 0;
        }
    }
}
