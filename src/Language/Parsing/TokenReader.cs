using Dag.Language.Diagnostics;
using Dag.Language.Lexing;
using Dag.Language.Scanning;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Parsing;

/// <summary>Reader of tokens, one at a time, with what a production wants to know of each.</summary>
internal sealed class TokenReader
{
    private readonly Lexer lexer;
    private readonly List<Diagnostic> diagnostics;
    private readonly NameTable names = new();
    private Token current;
    private bool peeked;
    private bool afterNewLine;
    private int lastEnd;

    public TokenReader(SourceText source, List<Diagnostic> diagnostics)
    {
        Source = source;
        this.diagnostics = diagnostics;
        lexer = new(source, diagnostics);
    }

    public SourceText Source { get; }

    public List<Token> Tokens => lexer.Tokens;

    public Token Current
    {
        get
        {
            if (!peeked)
                Peek();
            return current;
        }
    }

    /// <summary>Whether a line ended between the last token and this one.</summary>
    public bool IsOnNewLine
    {
        get
        {
            if (!peeked)
                Peek();
            return afterNewLine;
        }
    }

    /// <summary>Where the last token taken ends.</summary>
    public int LastEnd => lastEnd;

    public TokenKind Kind => Current.Kind;

    public TextSpan? LooseDoc => lexer.LooseDoc;

    public ReadOnlySpan<char> Word => Source.Slice(Current.Span);

    public bool IsWord(string word) => Kind == TokenKind.Identifier && Word.SequenceEqual(word);

    /// <summary>Whether a statement begins here, at the very start of a line: nobody lays out a clause or C# like that.</summary>
    public bool BeginsStatement
        => IsOnNewLine && Kind == TokenKind.Identifier && Current.Start > 0 && Source.Text[Current.Start - 1] is '\n' or '\r'
            && Word is "type" or "task" or "import" or "using" or "reference" or "code" or "language" or "set" or "override" or "substitute" or "pin" or "test";

    /// <summary>Whether a name stands here, on the line of what came before.</summary>
    public bool IsName => Kind == TokenKind.Identifier && !(IsOnNewLine && lastEnd > 0);

    /// <summary>Whether the name that begins with this identifier goes on behind a dot.</summary>
    public bool IsDotted => CharAt(Current.End) == '.' && NameCharacters.IsStart(CharAt(Current.End + 1));

    /// <summary>Whether the name just taken is only the beginning of a pattern.</summary>
    public bool IsPatternNext => Current.Start == lastEnd && (Kind == TokenKind.Star || (Kind == TokenKind.Dot && CharAt(Current.End) == '*'));

    /// <summary>Whether nothing stands behind the current token on its line.</summary>
    public bool EndsLineAfterCurrent => AfterCurrent is [] or ['\n' or '\r' or ';' or '}', ..] or ['/', '/', ..];

    public bool IsNameAfterCurrent => AfterCurrent is [var first, ..] && NameCharacters.IsStart(first);

    public bool IsTextAfterCurrent => AfterCurrent is ['"', ..];

    private ReadOnlySpan<char> AfterCurrent => Source.Text.AsSpan(Current.End).TrimStart(" \t");

    public string? Doc()
    {
        var next = Current;
        return next.Kind == TokenKind.EndOfFile || lexer.Doc is not { } doc ? null : DocText.Of(Source.Slice(doc));
    }

    public Token Take()
    {
        var token = Current;
        if (token.Kind != TokenKind.EndOfFile)
            lexer.Take(token);
        lastEnd = token.End;
        peeked = false;
        return token;
    }

    public bool TryTake(TokenKind kind)
    {
        if (Kind != kind)
            return false;

        Take();
        return true;
    }

    public bool TryTakeWord(string word) => IsWord(word) && Take().Length > 0;

    /// <summary>All that was taken from there on.</summary>
    public TextSpan SpanFrom(int start) => TextSpan.FromBounds(start, Math.Max(start, lastEnd));

    /// <summary>Says that something else is wanted here. Of characters that mean nothing it is said that they mean nothing, and they are taken.</summary>
    public void SayWanted(string wanted, string? hint = null)
    {
        if (Kind == TokenKind.Bad && !(IsOnNewLine && lastEnd > 0))
            Take();
        else
            diagnostics.Add(SyntaxErrors.Expected(PlaceHere(), wanted, Found()) with { Hint = hint });
    }

    /// <summary>The current token; where it is on another line, or there is none, the place after the last one.</summary>
    public SourceLocation PlaceHere()
    {
        var here = Current;
        return IsOnNewLine || here.Kind == TokenKind.EndOfFile ? new(Source, new(lastEnd, 0)) : new(Source, here.Span);
    }

    /// <summary>The current token in the user's words; where the line ended before it, that end.</summary>
    public string Found() => Current.Kind != TokenKind.EndOfFile && IsOnNewLine && lastEnd > 0 ? "end of line" : FoundToken();

    /// <summary>The current token in the user's words, whatever line it is on.</summary>
    public string FoundToken()
    {
        var here = Current;
        if (here.Kind == TokenKind.EndOfFile)
            return "end of input";

        var text = Source.TextOf(here.Span);
        return text.Length <= 30 && !text.Contains('\n') ? $"'{text}'" : "a long token";
    }

    /// <summary>Leaves the current token to be cut anew as C#, and takes that.</summary>
    public TextSpan TakeCSharp(CSharpForm form)
    {
        if (!peeked)
            lexer.SkipTrivia();
        peeked = false;
        var span = lexer.TakeCSharp(form);
        lastEnd = span.End;
        return span;
    }

    /// <summary>Takes C# of this line or, for an expression, the next; says that it is wanted where there is none.</summary>
    public TextSpan TakeCSharp(CSharpForm form, string wanted)
    {
        var (end, isOnNewLine) = (lastEnd, IsOnNewLine);
        var isElsewhere = isOnNewLine && (form == CSharpForm.RepresentationType || BeginsStatement);
        var code = isElsewhere ? new TextSpan(end, 0) : TakeCSharp(form);
        if (code.Length > 0)
            return code;

        // What was skipped on the way to nothing is no reason to say it further down.
        Peek();
        (lastEnd, afterNewLine) = (end, isOnNewLine || afterNewLine);
        SayWanted(wanted);
        return new(end, 0);
    }

    /// <summary>The name that begins with this identifier, dots and all. They stand together: what follows a space is no part of it.</summary>
    public NameSyntax NameHere()
    {
        var start = Take().Start;
        while (Kind == TokenKind.Dot && Current.Start == lastEnd && NameCharacters.IsStart(CharAt(Current.End)))
        {
            Take();
            Take();
        }

        var span = SpanFrom(start);
        return new(names.Of(Source.Slice(span)), span);
    }

    /// <summary>The name with all that hyphens join to it, each a '_'; null where none follows it.</summary>
    public NameSyntax? TakeHyphenated(NameSyntax first)
    {
        while (Kind == TokenKind.Minus && Current.Start == lastEnd && NameCharacters.IsPart(CharAt(Current.End)))
        {
            Take();
            Take();
            while (Current.Start == lastEnd && (Kind == TokenKind.Identifier || (Kind == TokenKind.Dot && NameCharacters.IsStart(CharAt(Current.End)))))
                Take();
        }

        var span = SpanFrom(first.Span.Start);
        return span.Length == first.Span.Length ? null : new(Source.TextOf(span).Replace('-', '_'), span);
    }

    private char CharAt(int offset) => offset < Source.Length ? Source.Text[offset] : '\0';

    private void Peek()
    {
        afterNewLine = lexer.SkipTrivia();
        current = lexer.Peek();
        peeked = true;
    }
}
