namespace Dag.Language.Scanning;

/// <summary>A token of C# by its place in a text.</summary>
public readonly record struct CSharpToken(CSharpTokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;

    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);

    /// <summary>The token as it counts: a raw text of many lines without the indentation that C# takes away.</summary>
    public string Spelling(string text)
    {
        var written = In(text);
        if (Kind != CSharpTokenKind.Text || !written.StartsWith("\"\"\"") || !RawText.IsClosed(written))
            return written.ToString();

        var lastLine = written.LastIndexOf('\n') + 1;
        var quotes = RawText.QuotesOf(written);
        var indent = written[lastLine..^quotes].ToString();
        return lastLine > 0 && string.IsNullOrWhiteSpace(indent) ? written.ToString().Replace("\n" + indent, "\n", StringComparison.Ordinal) : written.ToString();
    }
}

/// <summary>What a token of C# is, as far as its outline tells.</summary>
public enum CSharpTokenKind
{
    /// <summary>An identifier, a keyword or a number.</summary>
    Word,

    /// <summary>A character, a string, or a part of one between its holes, as it is written.</summary>
    Text,

    /// <summary>An operator, a bracket, or whatever else stands there.</summary>
    Mark,
}
