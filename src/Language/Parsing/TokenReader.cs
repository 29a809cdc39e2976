using Dag.Language.Diagnostics;
using Dag.Language.Lexing;
using Dag.Language.Scanning;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Parsing;

/// <summary>One token at a time, with what a production wants to know of it. A token that is missing is made, and said once.</summary>
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

    /// <summary>Whether the current token is the first thing on its line, with no blank before it.</summary>
    public bool IsAtLineStart => IsOnNewLine && Current.Start > 0 && Source.Text[Current.Start - 1] is '\n' or '\r';

    /// <summary>Whether a statement begins here, at the very start of a line: nobody lays out a clause or C# like that.</summary>
    public bool BeginsStatement
        => IsAtLineStart && Kind == TokenKind.Identifier
            && Word is "type" or "task" or "import" or "using" or "reference" or "code" or "language" or "set" or "override" or "substitute" or "pin" or "test";

    /// <summary>Whether the word stands here, on the line of what came before.</summary>
    public bool IsWordOnLine(string word) => !IsOnNewLine && IsWord(word);

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

    public bool TryTakeWord(string word)
    {
        if (!IsWord(word))
            return false;

        Take();
        return true;
    }

    /// <summary>All that was taken from there on.</summary>
    public TextSpan SpanFrom(int start) => TextSpan.FromBounds(start, Math.Max(start, lastEnd));

    /// <summary>Takes a word of this line, or says that it is wanted.</summary>
    public bool ExpectWord(string word)
    {
        if (IsWordOnLine(word))
        {
            Take();
            return true;
        }

        SayWanted($"'{word}'");
        return false;
    }

    /// <summary>Takes a whole number that counts something, if one is here.</summary>
    public int? TryTakeCount()
    {
        if (Kind != TokenKind.Whole || NumberLiteral.Count(new(Source, Current.Span)) is not { } count)
            return null;

        Take();
        return count;
    }

    /// <summary>Takes the token, or says that it is missing.</summary>
    public bool Expect(TokenKind kind, string wanted)
    {
        if (TryTake(kind))
            return true;

        SayWanted(wanted);
        return false;
    }

    /// <summary>Says that something else is wanted here. Of characters that mean nothing it is said that they mean nothing, and they are taken.</summary>
    public void SayWanted(string wanted, string? hint = null)
    {
        if (Kind == TokenKind.Bad && !(IsOnNewLine && lastEnd > 0))
            Take();
        else
            diagnostics.Add(Wanted(wanted) with { Hint = hint });
    }

    public Diagnostic Wanted(string wanted) => SyntaxErrors.Expected(PlaceHere(), wanted, Found());

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

    /// <summary>A name, dots and all. They stand together: what follows a space is no part of it.</summary>
    public NameSyntax Name(string wanted)
    {
        if (Kind != TokenKind.Identifier || (IsOnNewLine && lastEnd > 0))
        {
            SayWanted(wanted);
            return new("", new(lastEnd, 0));
        }

        return NameHere();
    }

    /// <summary>The name that begins with this identifier, on whatever line it stands.</summary>
    public NameSyntax NameHere()
    {
        var start = Take().Start;
        while (Kind == TokenKind.Dot && Current.Start == lastEnd && IsLetterAt(Current.End))
        {
            Take();
            Take();
        }

        var span = TextSpan.FromBounds(start, lastEnd);
        return new(names.Of(Source.Slice(span)), span);
    }

    private bool IsLetterAt(int offset) => offset < Source.Length && (char.IsAsciiLetter(Source.Text[offset]) || Source.Text[offset] == '_');

    private void Peek()
    {
        afterNewLine = lexer.SkipTrivia();
        current = lexer.Peek();
        peeked = true;
    }
}
