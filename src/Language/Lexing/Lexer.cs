using System.Buffers;
using System.Globalization;
using System.Text;
using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Lexing;

/// <summary>
/// Cuts a text into tokens, one at a time because only the parser knows where embedded C# begins. Every character ends up in a token.
/// </summary>
internal sealed class Lexer(SourceText source, List<Diagnostic> diagnostics)
{
    private readonly string text = source.Text;
    private readonly BoundedCSharpScanner csharp = new(source.Text);
    private int docStart = -1;
    private int docEnd;

    /// <summary>All tokens taken so far, trivia among them.</summary>
    public List<Token> Tokens { get; } = new(source.Length / 5 + 4);

    /// <summary>Where the next token starts.</summary>
    public int Position { get; private set; }

    /// <summary>The doc comment before the next token, if no empty line parts them.</summary>
    public TextSpan? Doc => docStart < 0 ? null : TextSpan.FromBounds(docStart, docEnd);

    /// <summary>A doc comment that an empty line set off from what follows.</summary>
    public TextSpan? LooseDoc { get; private set; }

    /// <summary>Takes white space, line ends and comments; says whether a line ended.</summary>
    public bool SkipTrivia()
    {
        docStart = -1;
        var lines = 0;
        var sawLine = false;
        while (Position < text.Length)
        {
            var start = Position;
            switch (text[start])
            {
                case '\n' or '\r':
                    Take(TokenKind.NewLine, start + (text[start] == '\r' && At(start + 1) == '\n' ? 2 : 1));
                    sawLine = true;
                    if (++lines > 1 && docStart >= 0)
                        (LooseDoc, docStart) = (Doc, -1);
                    continue;
                case ' ' or '\t' or '\f' or '\v' or '\u00A0' or '\uFEFF':
                    Take(TokenKind.Space, EndOfSpace(start + 1));
                    continue;
                case '/' when At(start + 1) == '/':
                    TakeLineComment(start);
                    break;
                case '/' when At(start + 1) == '*':
                    sawLine |= TakeBlockComment(start);
                    break;
                case '#' when At(start + 1) == '!' && (start == 0 || (start == 1 && text[0] == '\uFEFF')):
                    Take(TokenKind.Shebang, EndOfLine(start));
                    break;
                // Meant as a comment, and taken as one once that has been said.
                case '#':
                    Take(TokenKind.LineComment, EndOfLine(start));
                    diagnostics.Add(LexicalErrors.Hash(new(source, new(start, 1)), text.AsSpan(start)));
                    break;
                default:
                    return sawLine;
            }

            lines = 0;
        }

        return sawLine;
    }

    /// <summary>The next significant token, not taken yet. Trivia must have been skipped.</summary>
    public Token Peek()
    {
        var start = Position;
        if (start == text.Length)
            return new(TokenKind.EndOfFile, start, 0);

        var c = text[start];
        if (NameCharacters.IsStart(c) || ForeignLetterAt(start) > 0)
            return Name(start);
        if (char.IsAsciiDigit(c))
            return NumberScanner.Scan(text, start);
        if (c == '"')
            return Text(start);
        if (c == '\'' && EndOfSingleQuotes(start) is var quoted and > 0)
            return Of(TokenKind.Bad, start, quoted);
        return Punctuation(c) is var kind and not TokenKind.Bad ? Of(kind, start, start + LengthOf(kind)) : Of(TokenKind.Bad, start, EndOfBad(start));

        TokenKind Punctuation(char first) => first switch
        {
            '{' => TokenKind.OpenBrace,
            '}' => TokenKind.CloseBrace,
            '(' => TokenKind.OpenParen,
            ')' => TokenKind.CloseParen,
            '[' => TokenKind.OpenBracket,
            ']' => TokenKind.CloseBracket,
            ':' => TokenKind.Colon,
            ',' => TokenKind.Comma,
            ';' => TokenKind.Semicolon,
            '+' => TokenKind.Plus,
            '-' => TokenKind.Minus,
            '&' => TokenKind.Ampersand,
            '*' => TokenKind.Star,
            '.' => At(start + 1) == '.' ? TokenKind.DotDot : TokenKind.Dot,
            '=' => At(start + 1) == '>' ? TokenKind.Arrow : TokenKind.Equals,
            _ => TokenKind.Bad,
        };
    }

    /// <summary>Takes a token that was peeked, and says what is wrong with it.</summary>
    public void Take(Token token)
    {
        Tokens.Add(token);
        Position = token.End;
        if (token.Kind is TokenKind.Bad)
            SayBad(token);
        else if (token.Kind is TokenKind.Text && !IsClosed(token))
            diagnostics.Add(LexicalErrors.UnclosedText(new(source, token.Span), "\""));
        else if (token.Kind is TokenKind.RawText && !RawText.IsClosed(source.Slice(token.Span)))
            diagnostics.Add(LexicalErrors.UnclosedText(new(source, new(token.Start, RawText.QuotesOf(source.Slice(token.Span)))), "\"\"\""));
    }

    /// <summary>Takes embedded C# from here to its end as one token, and says what is wrong with its outline.</summary>
    public TextSpan TakeCSharp(CSharpForm form)
    {
        var extent = csharp.FindEnd(Position, form);
        if (extent.Fault != CSharpScanFault.None)
            SayBad(extent.Fault, new(source, new(extent.FaultAt, Math.Min(1, text.Length - extent.FaultAt))));
        var token = new Token(TokenKind.CSharp, Position, extent.End - Position);
        if (token.Length > 0)
            Tokens.Add(token);
        Position = extent.End;
        return token.Span;
    }

    private void SayBad(CSharpScanFault fault, SourceLocation at)
        => diagnostics.Add(fault is CSharpScanFault.TooDeep ? LexicalErrors.CSharpTooDeep(at, CSharpWalk.MostDeep) : LexicalErrors.UnclosedCSharp(at, fault));

    private static int LengthOf(TokenKind kind) => kind is TokenKind.DotDot or TokenKind.Arrow ? 2 : 1;

    private static Token Of(TokenKind kind, int start, int end) => new(kind, start, end - start);

    private char At(int index) => index < text.Length ? text[index] : '\0';

    private void Take(TokenKind kind, int end)
    {
        Tokens.Add(Of(kind, Position, end));
        Position = end;
    }

    private void TakeLineComment(int start)
    {
        var isDoc = At(start + 2) == '/' && At(start + 3) != '/';
        Take(isDoc ? TokenKind.DocComment : TokenKind.LineComment, EndOfLine(start));
        if (!isDoc)
            return;

        if (docStart < 0)
            docStart = start;
        docEnd = Position;
    }

    private bool TakeBlockComment(int start)
    {
        var close = text.IndexOf("*/", start + 2, StringComparison.Ordinal);
        Take(TokenKind.BlockComment, close < 0 ? text.Length : close + 2);
        if (close < 0)
            diagnostics.Add(LexicalErrors.UnclosedComment(new(source, new(start, 2))));
        return text.AsSpan(start..Position).ContainsAny('\n', '\r');
    }

    private int EndOfSingleQuotes(int start)
    {
        var length = text.AsSpan(start + 1).IndexOfAny('\'', '\n', '\r');
        return length > 0 && text[start + 1 + length] == '\'' ? start + length + 2 : 0;
    }

    private Token Name(int start)
    {
        var end = NameCharacters.EndOf(text, start);
        return ForeignLetterAt(end) == 0 ? Of(TokenKind.Identifier, start, end) : Of(TokenKind.Bad, start, EndOfForeignName(end));
    }

    private Token Text(int start)
    {
        if (At(start + 1) == '"' && At(start + 2) == '"')
            return Of(TokenKind.RawText, start, start + RawText.LengthOf(text.AsSpan(start)));

        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] is '\n' or '\r')
                return Of(TokenKind.Text, start, at);
            if (text[at] == '"')
                return Of(TokenKind.Text, start, at + 1);
            if (text[at] == '\\' && At(at + 1) is not ('\n' or '\r' or '\0'))
                at++;
        }

        return Of(TokenKind.Text, start, text.Length);
    }

    private bool IsClosed(Token token)
    {
        var slashes = 0;
        for (var at = token.End - 2; at > token.Start && text[at] == '\\'; at--)
            slashes++;
        return token.Length > 1 && text[token.End - 1] == '"' && slashes % 2 == 0;
    }

    private void SayBad(Token token)
    {
        var shown = source.TextOf(token.Span);
        if (NameCharacters.IsStart(shown[0]) || ForeignLetterAt(token.Start) > 0)
            diagnostics.Add(LexicalErrors.BadName(new(source, token.Span), Shown(shown)));
        else if (shown.Length > 1 && shown[0] == '\'' && shown[^1] == '\'')
            diagnostics.Add(LexicalErrors.SingleQuotes(new(source, token.Span), shown[1..^1]));
        else if (!char.IsAsciiDigit(shown[0]))
            diagnostics.Add(LexicalErrors.BadCharacters(new(source, token.Span), Shown(shown)));
        else if (NumberScanner.UnitOf(shown) is { } unit)
            diagnostics.Add(LexicalErrors.UnknownUnit(new(source, new(token.End - unit.Length, unit.Length)), unit, Suggestion.For(unit, NumberScanner.Units)));
        else
            diagnostics.Add(LexicalErrors.BadNumber(new(source, token.Span), shown));
    }

    // What cannot be seen is shown by its number.
    private static string Shown(string bad)
        => string.Concat(bad.EnumerateRunes().Take(20).Select(rune =>
            Rune.IsControl(rune) || rune.Value == 0xFFFD ? $"U+{rune.Value:X4}" : rune.ToString()));

    private int EndOfSpace(int at)
    {
        while (At(at) is ' ' or '\t' or '\f' or '\v' or '\u00A0')
            at++;
        return at;
    }

    private int EndOfLine(int at)
    {
        var length = text.AsSpan(at).IndexOfAny('\n', '\r');
        return length < 0 ? text.Length : at + length;
    }

    private int EndOfForeignName(int at)
    {
        while (ForeignLetterAt(at) is > 0 and var length)
            at = NameCharacters.EndOf(text, at + length);
        return at;
    }

    // The length of a letter, digit or accent that C# would take in a name and this language does not; 0 where there is none.
    private int ForeignLetterAt(int at)
    {
        if (at >= text.Length || char.IsAscii(text[at]) || Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != OperationStatus.Done)
            return 0;

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || Rune.IsLetterOrDigit(rune) ? length : 0;
    }

    private int EndOfBad(int at)
    {
        do
            at++;
        while (at < text.Length && !char.IsAsciiLetterOrDigit(text[at]) && !" \t\r\n{}()[]:,;.=+-&*\"_/#\f\v\u00A0\uFEFF".Contains(text[at]));
        return at;
    }
}
