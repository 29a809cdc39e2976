using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Dag.Language.Tests.Lexing;

/// <summary>The ends of embedded C# by the tokens of C#'s own lexer: what the scanner is held against.</summary>
internal static class RoslynOutline
{
    public static int EndOfBlock(string text, int start)
    {
        var depth = 0;
        foreach (var token in Tokens(text, start))
        {
            depth += token.Kind() switch
            {
                SyntaxKind.OpenBraceToken => 1,
                SyntaxKind.CloseBraceToken => -1,
                _ => 0,
            };
            if (depth == 0)
                return token.Span.End;
        }

        return -1;
    }

    public static int EndOfExpression(string text, int start)
    {
        var depth = 0;
        var end = start;
        foreach (var token in Tokens(text, start))
        {
            if (depth == 0 && (EndsLine(token.LeadingTrivia) || IsTerminator(token)))
                return end;

            end = token.Span.End;
            depth += token.Kind() switch
            {
                SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
                SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
                _ => 0,
            };
            if (depth == 0 && EndsLine(token.TrailingTrivia))
                return end;
        }

        return end;
    }

    /// <summary>What C#'s lexer, not its grammar, has against the text.</summary>
    public static IReadOnlyList<string> LexicalErrors(string text, int start, int end)
        => [.. Tokens(text, start).TakeWhile(token => token.SpanStart < end).SelectMany(token => token.GetDiagnostics()).Select(error => error.ToString())];

    private static IEnumerable<SyntaxToken> Tokens(string text, int start)
        => SyntaxFactory.ParseTokens(text[start..], options: new CSharpParseOptions(LanguageVersion.CSharp14), initialTokenPosition: start);

    private static bool EndsLine(SyntaxTriviaList trivia)
        => trivia.Any(piece => piece.Kind() is SyntaxKind.EndOfLineTrivia or SyntaxKind.SingleLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia);

    private static bool IsTerminator(SyntaxToken token)
        => token.Kind() is SyntaxKind.SemicolonToken or SyntaxKind.CloseBraceToken or SyntaxKind.ElseKeyword or SyntaxKind.EndOfFileToken;
}
