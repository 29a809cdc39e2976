using System.Text;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Formatting;

/// <summary>
/// Puts a text into the one layout: indentation by depth, one blank between tokens or none, one empty line at most. Tokens, comments, the ends of
/// statements and everything in embedded C# and texts stay as they are. A text that is written wrongly is given back as it is.
/// </summary>
public sealed class Formatter
{
    private const int Indent = 4;

    private readonly SourceText source;
    private readonly StringBuilder text;
    private readonly Stack<Bracket> brackets = new();
    private readonly HashSet<int> wideBlocks;
    private readonly QueryLayout queries;
    private Token last;
    private bool hasLast;
    private bool isTypeStatement;
    private int newLines;

    private Formatter(SyntaxTree tree)
    {
        source = tree.Source;
        text = new(source.Length + 64);
        wideBlocks = WideBlocks(tree);
        queries = new(tree);
    }

    public static string Format(SyntaxTree tree)
    {
        if (tree.Diagnostics.Any(diagnostic => diagnostic.IsError))
            return tree.Source.Text;

        var formatter = new Formatter(tree);
        foreach (var token in tree.Tokens)
            formatter.Take(token);
        return formatter.Finish();
    }

    // Blocks that do not stand on one line: what they hold begins on a line of its own.
    private static HashSet<int> WideBlocks(SyntaxTree tree)
    {
        var wide = new HashSet<int>();
        var (open, lastLine) = (new Stack<Token>(), -1);
        foreach (var token in tree.Tokens)
        {
            if (token.Kind == TokenKind.OpenBrace)
                open.Push(token);
            else if (token.Kind == TokenKind.CloseBrace && open.TryPop(out var start) && lastLine > start.Start)
                wide.Add(start.Start);
            else if (tree.Source.Slice(token.Span).ContainsAny('\n', '\r'))
                lastLine = token.Start;
        }

        return wide;
    }

    private void Take(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Space:
                break;
            case TokenKind.NewLine:
                newLines++;
                break;
            case TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.CloseParen:
                var closed = brackets.Count > 0 ? brackets.Pop() : default;
                if (closed.IsWide)
                    newLines = 1;
                Write(token);
                break;
            default:
                Write(token);
                if (token.Kind is TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.OpenParen)
                    Open(token);
                break;
        }
    }

    private void Open(Token token)
    {
        var isWide = wideBlocks.Contains(token.Start);
        brackets.Push(new(isWide));
        if (isWide)
            newLines = 1;
    }

    private void Write(Token token)
    {
        var isWideClose = token.Kind == TokenKind.CloseBrace && newLines > 0;
        if (newLines > 0 && hasLast)
        {
            var isTight = isWideClose || last.Kind is TokenKind.OpenBrace or TokenKind.OpenBracket;
            text.Append('\n', isTight ? 1 : Math.Min(newLines, 2));
            text.Append(' ', Indent * DepthOf(token));
        }
        else if (hasLast && NeedsBlank(token))
        {
            text.Append(' ');
        }

        if (newLines > 0 || !hasLast || last.Kind == TokenKind.Semicolon)
            isTypeStatement = token.Kind == TokenKind.Identifier && brackets.Count == 0 ? IsWord(token, "type") || (isTypeStatement && IsContinuation(token)) : isTypeStatement;
        text.Append(Shown(token));
        (last, hasLast, newLines) = (token, true, 0);
    }

    private ReadOnlySpan<char> Shown(Token token)
        => token.Kind is TokenKind.LineComment or TokenKind.DocComment or TokenKind.Shebang ? source.Slice(token.Span).TrimEnd() : source.Slice(token.Span);

    private int DepthOf(Token token) => brackets.Count + (brackets.Count == 0 && IsContinuation(token) ? 1 : 0);

    private bool IsContinuation(Token token) => isTypeStatement && (IsWord(token, "where") || IsWord(token, "else") || IsWord(token, "in"));

    private bool IsWord(Token token, string word) => token.Kind == TokenKind.Identifier && source.Slice(token.Span).SequenceEqual(word);

    private bool NeedsBlank(Token token)
    {
        if (token.Kind is TokenKind.Comma or TokenKind.Semicolon or TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.Dot)
            return false;
        if (last.Kind is TokenKind.Dot or TokenKind.OpenParen or TokenKind.OpenBracket)
            return false;
        if (queries.NeedsBlank(last, token) is { } needed)
            return needed;
        if (token.Kind == TokenKind.Colon)
            return isTypeStatement && brackets.Count == 0;

        // A sign belongs to the number it stands at.
        return !(last.Kind is TokenKind.Minus or TokenKind.Plus && last.End == token.Start && token.Kind is TokenKind.Whole or TokenKind.Real or TokenKind.Duration or TokenKind.Size);
    }

    private string Finish()
    {
        var length = text.Length;
        while (length > 0 && text[length - 1] is '\n' or ' ')
            length--;
        text.Length = length;
        return length == 0 ? "" : text.Append('\n').ToString();
    }

    private readonly record struct Bracket(bool IsWide);
}
