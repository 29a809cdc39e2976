using System.Text.RegularExpressions;
using Dag.Language.Declarations;
using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Repl.Editing;

/// <summary>Parts a typed text into what is coloured: statements by their tokens, C# lightly.</summary>
internal static partial class Highlighter
{
    private static readonly HashSet<string> Words =
    [
        .. Parser.StatementWords,
        "needs", "each", "option", "product", "stream", "publish", "env", "retry", "timeout", "as", "with", "in", "to", "where", "else", "of", "list", "runs", "backoff", "jitter", "except", "meta",
        "compatible", "from", "command", "modules", "json", "csv", "parquet", "arrow", "error", "file", "folder", "true", "false", "none", "NaN", "Infinity", "and", "or", "not", "types",
    ];

    public static IEnumerable<(TextSpan Span, TokenClass Kind)> Of(string text, bool isCSharp, Env env)
        => isCSharp ? CSharp(text, 0, text.Length, env) : Statements(text, env);

    private static IEnumerable<(TextSpan Span, TokenClass Kind)> Statements(string text, Env env)
    {
        var tokens = Parser.Parse(new SourceText("<prompt>", text)).Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.CSharp)
            {
                foreach (var piece in CSharp(text, token.Start, token.Length, env))
                    yield return piece;
            }
            else if (token.Kind == TokenKind.Identifier)
            {
                var last = EndOfName(tokens, i);
                var span = TextSpan.FromBounds(token.Start, tokens[last].End);
                if (KindOfName(text.Substring(span.Start, span.Length), Next(text, span.End), env) is { } kind)
                    yield return (span, kind);
                i = last;
            }
            else if (KindOf(token.Kind) is { } plain)
            {
                yield return (token.Span, plain);
            }
        }
    }

    private static int EndOfName(Dag.Language.Collections.EquatableList<Token> tokens, int at)
    {
        while (at + 2 < tokens.Count && tokens[at + 1].Kind == TokenKind.Dot && tokens[at + 2].Kind == TokenKind.Identifier)
            at += 2;
        return at;
    }

    // A keyword is one only where it does not itself get a type or a value.
    private static TokenClass? KindOfName(string name, char next, Env env)
    {
        if (Words.Contains(name) && next is not (':' or '='))
            return TokenClass.Keyword;
        if (env.FindTask(new(name)) is not null || (OptionName.OfWritten(name) is { } option && env.FindTask(option.Task) is not null))
            return TokenClass.Task;

        return env.FindType(new(name)) is not null ? TokenClass.Type : null;
    }

    private static char Next(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at < text.Length ? text[at] : '\0';
    }

    private static TokenClass? KindOf(TokenKind kind) => kind switch
    {
        TokenKind.Text or TokenKind.RawText => TokenClass.Text,
        TokenKind.Whole or TokenKind.Real or TokenKind.Duration or TokenKind.Size => TokenClass.Number,
        TokenKind.LineComment or TokenKind.BlockComment or TokenKind.DocComment or TokenKind.Shebang => TokenClass.Comment,
        _ => null,
    };

    private static IEnumerable<(TextSpan Span, TokenClass Kind)> CSharp(string text, int start, int length, Env env)
    {
        for (var match = CSharpPieces().Match(text, start, length); match.Success; match = match.NextMatch())
        {
            if (KindOfCSharp(match.ValueSpan, env) is { } kind)
                yield return (new(match.Index, match.Length), kind);
        }
    }

    private static TokenClass? KindOfCSharp(ReadOnlySpan<char> piece, Env env) => piece[0] switch
    {
        '/' => TokenClass.Comment,
        '"' or '\'' or '$' or '@' => TokenClass.Text,
        >= '0' and <= '9' => TokenClass.Number,
        _ when CSharpWords.Contains(piece.ToString()) => TokenClass.Keyword,
        _ => env.FindTask(new(piece.ToString())) is not null ? TokenClass.Task : null,
    };

    private static readonly HashSet<string> CSharpWords =
    [
        "as", "async", "await", "base", "bool", "break", "byte", "case", "catch", "char", "class", "const", "continue", "decimal", "default", "do", "double",
        "else", "enum", "false", "finally", "float", "for", "foreach", "from", "if", "in", "int", "interface", "is", "let", "long", "new", "not", "null",
        "object", "or", "and", "orderby", "out", "private", "public", "readonly", "record", "ref", "return", "select", "sealed", "short", "static", "string",
        "struct", "switch", "this", "throw", "true", "try", "typeof", "using", "var", "void", "when", "where", "while", "with", "yield",
    ];

    [GeneratedRegex("""//[^\n]*|/\*(?s:.*?)(?:\*/|$)|"{3,}(?s:.*?)(?:"{3,}|$)|[$@]{1,2}"(?:[^"\n]|"")*"?|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)+'|\b\d[\w.]*|@?[A-Za-z_]\w*""")]
    private static partial Regex CSharpPieces();
}

/// <summary>What a coloured part of a typed text is.</summary>
internal enum TokenClass
{
    Keyword,
    Task,
    Type,
    Text,
    Number,
    Comment,
}
