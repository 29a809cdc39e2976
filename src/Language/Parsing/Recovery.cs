using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
using Dag.Language.Syntax;

namespace Dag.Language.Parsing;

/// <summary>Way back after a mistake: to the end of the statement or clause it stands in, or behind the bracket, blocks and all.</summary>
internal sealed class Recovery(TokenReader reader, List<Diagnostic> diagnostics)
{
    /// <summary>Whatever is left of the line is said once and skipped.</summary>
    public void EndStatement()
    {
        // One that ends with another statement in it may have its ';' behind it already.
        if (reader.Kind is TokenKind.EndOfFile or TokenKind.CloseBrace || reader.IsOnNewLine || reader.TryTake(TokenKind.Semicolon) || HasEnded)
            return;

        diagnostics.Add(SyntaxErrors.LeftOver(new(reader.Source, reader.Current.Span), reader.Found()));
        SkipStatement();
    }

    private bool HasEnded => reader.LastEnd > 0 && reader.Source.Text[reader.LastEnd - 1] == ';';

    /// <summary>Takes the statement that begins here, quietly.</summary>
    public void SkipFromHere()
    {
        if (reader.Kind is TokenKind.EndOfFile or TokenKind.CloseBrace)
            return;

        var said = diagnostics.Count;
        TakeOne();
        diagnostics.RemoveRange(said, diagnostics.Count - said);
        SkipStatement();
    }

    /// <summary>Takes what is left of the statement on its line, blocks and all, quietly. A closing brace is left to whom it belongs.</summary>
    public void SkipStatement()
    {
        var said = diagnostics.Count;
        while (reader.Kind is not (TokenKind.EndOfFile or TokenKind.CloseBrace) && !reader.IsOnNewLine && !reader.TryTake(TokenKind.Semicolon))
            TakeOne();
        Forget(said);
    }

    // What stands behind all that was taken was only looked at.
    private void Forget(int said)
    {
        var end = reader.LastEnd;
        for (var i = diagnostics.Count - 1; i >= said; i--)
        {
            if (diagnostics[i].At is not { } at || at.Span.Start < end)
                diagnostics.RemoveAt(i);
        }
    }

    /// <summary>Takes the lines that are indented deeper than a statement of another language, or its braces below it, quietly.</summary>
    public void SkipDeeper(Token first)
    {
        var said = diagnostics.Count;
        while (reader.Kind != TokenKind.EndOfFile && reader.IsOnNewLine
            && (ColumnOf(reader.Current) > ColumnOf(first) || (reader.Kind == TokenKind.OpenBrace && ColumnOf(reader.Current) == ColumnOf(first))))
        {
            TakeOne();
            SkipStatement();
        }

        Forget(said);
    }

    private int ColumnOf(Token token) => token.Start - reader.Source.Text.AsSpan(0, token.Start).LastIndexOf('\n');

    /// <summary>Goes on behind the bracket that closes a value, quietly: the inside of a broken bracket says nothing more.</summary>
    public void SkipTo(TokenKind close)
    {
        var (depth, said) = (0, diagnostics.Count);
        while (reader.Kind != TokenKind.EndOfFile)
        {
            var kind = reader.Kind;
            if (depth == 0 && (kind == close || (reader.IsOnNewLine && kind == TokenKind.Identifier) || kind == TokenKind.CloseBrace))
                break;

            depth += kind is TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.OpenParen ? 1
                : kind is TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.CloseParen && depth > 0 ? -1 : 0;
            reader.Take();
        }

        reader.TryTake(close);
        diagnostics.RemoveRange(said, diagnostics.Count - said);
    }

    private void TakeOne()
    {
        if (reader.Kind == TokenKind.OpenBrace)
            reader.TakeCSharp(CSharpForm.Block);
        else
            reader.Take();
    }
}
