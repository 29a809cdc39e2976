using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Repl.Editing;

/// <summary>Where the cursor stands in what was typed: the word being written, the words of its line before it, and the block around it.</summary>
internal sealed class CompletionContext
{
    private readonly string text;
    private readonly List<Token> line = [];
    private readonly Stack<(TokenKind Bracket, string Block)> open = new();

    private CompletionContext(string text) => this.text = text;

    /// <summary>The part of a name that stands before the cursor, dots and all.</summary>
    public string Beginning { get; private set; } = "";

    /// <summary>Where that begins.</summary>
    public int Start { get; private set; }

    /// <summary>The cursor is in a comment or in C#.</summary>
    public bool IsElsewhere { get; private set; }

    /// <summary>The text that was opened before the cursor and not closed; null outside of one.</summary>
    public string? OpenText { get; private set; }

    /// <summary>The statement whose braces the cursor is in: <c>task</c>, <c>test</c>, or nothing.</summary>
    public string Block => open.TryPeek(out var around) ? around.Block : "";

    public int Count => line.Count;

    /// <summary>A word of the line; counted from the end with negative numbers. Empty where there is none.</summary>
    public string this[int index]
    {
        get
        {
            var at = index < 0 ? line.Count + index : index;
            return at >= 0 && at < line.Count ? text.Substring(line[at].Start, line[at].Length) : "";
        }
    }

    public static CompletionContext Before(string text, int caret)
    {
        var words = new CompletionContext(text[..caret]);
        words.Read();
        return words;
    }

    public bool Contains(string word) => IndexOf(word) >= 0;

    /// <summary>The last place of a word in the line; -1 where it is not.</summary>
    public int IndexOf(string word)
    {
        for (var i = line.Count - 1; i >= 0; i--)
        {
            if (this[i] == word)
                return i;
        }

        return -1;
    }

    /// <summary>The name that ends with this word of the line, with the dots and names before it that stand together.</summary>
    public string NameEndingAt(int index)
    {
        if (index < 0 || index >= line.Count)
            return "";

        var first = index;
        while (first > 0 && line[first - 1].End == line[first].Start && line[first - 1].Kind is TokenKind.Identifier or TokenKind.Dot)
            first--;
        return text[line[first].Start..line[index].End];
    }

    private void Read()
    {
        Start = text.Length;
        foreach (var token in Parser.Parse(new SourceText("<prompt>", text)).Tokens)
        {
            if (token.IsTrivia || token.Kind == TokenKind.EndOfFile)
                Trivia(token);
            else
                Accept(token);
        }

        if (line.Count > 0 && line[^1] is { Kind: TokenKind.Text or TokenKind.RawText } last && last.End == text.Length && !IsClosed(last))
        {
            OpenText = text[(last.Start + 1)..];
            Start = last.Start + 1;
            line.RemoveAt(line.Count - 1);
            return;
        }

        IsElsewhere |= line.Count > 0 && line[^1].Kind == TokenKind.CSharp && line[^1].End >= text.TrimEnd(' ').Length;
        TakeBeginning();
    }

    private void Trivia(Token token)
    {
        if (token.Kind == TokenKind.NewLine && (!open.TryPeek(out var around) || around.Bracket == TokenKind.OpenBrace))
            line.Clear();
        else if (token.Kind is TokenKind.LineComment or TokenKind.DocComment or TokenKind.BlockComment && token.End == text.Length)
            IsElsewhere = token.Kind != TokenKind.BlockComment || !text.EndsWith("*/", StringComparison.Ordinal);
    }

    private void Accept(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.OpenBrace:
                open.Push((token.Kind, this[-1] == "=" || Block is "value" ? "value" : this[0] == "override" ? "task" : this[0]));
                line.Clear();
                return;
            case TokenKind.OpenBracket or TokenKind.OpenParen:
                open.Push((token.Kind, Block));
                break;
            case TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.CloseParen:
                open.TryPop(out _);
                break;
            case TokenKind.Semicolon:
                line.Clear();
                return;
        }

        line.Add(token);
    }

    private bool IsClosed(Token token)
    {
        var written = text.AsSpan(token.Start, token.Length);
        return token.Kind == TokenKind.RawText ? written.Length >= 6 && written.EndsWith("\"\"\"") : written.Length > 1 && written[^1] == '"';
    }

    // Names and dots that touch each other and the cursor; what stands behind '..' is a name of its own.
    private void TakeBeginning()
    {
        while (line.Count > 0 && line[^1].End == Start && line[^1].Kind is TokenKind.Identifier or TokenKind.Dot)
        {
            Start = line[^1].Start;
            line.RemoveAt(line.Count - 1);
        }

        Beginning = text[Start..];
    }
}
