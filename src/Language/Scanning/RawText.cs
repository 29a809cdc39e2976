namespace Dag.Language.Scanning;

/// <summary>The outline of a raw text: as many quotes as it began with close it.</summary>
internal static class RawText
{
    public static int QuotesOf(ReadOnlySpan<char> text)
    {
        var quotes = text.IndexOfAnyExcept('"');
        return quotes < 0 ? text.Length : quotes;
    }

    /// <summary>How long the raw text is that stands at the start; one that is never closed goes to the end of all.</summary>
    public static int LengthOf(ReadOnlySpan<char> text)
    {
        var quotes = QuotesOf(text);
        for (var at = quotes; at < text.Length;)
        {
            var next = text[at..].IndexOf('"');
            if (next < 0)
                return text.Length;

            var run = QuotesOf(text[(at + next)..]);
            at += next + run;
            if (run >= quotes)
                return at;
        }

        return text.Length;
    }

    public static bool IsClosed(ReadOnlySpan<char> token)
    {
        var quotes = QuotesOf(token);
        return token.Length >= 2 * quotes && quotes < token.Length && token.Length - token.TrimEnd('"').Length >= quotes;
    }
}
