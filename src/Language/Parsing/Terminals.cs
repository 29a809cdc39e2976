using Dag.Language.Scanning;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Terminals of the grammar. One without content gives the reading itself.</summary>
internal static class Terminals
{
    /// <summary>Takes nothing, and gives the reading for the span and the doc comment of what was read.</summary>
    public static readonly Parser<char, Reading> Here = new Terminal<Reading>(reading => reading);

    /// <summary>Takes nothing, and gives the number of messages so far.</summary>
    public static readonly Parser<char, Count> Said = new Terminal<Count>(reading => new(reading.Diagnostics.Count));

    /// <summary>A sign, on whatever line it stands.</summary>
    public static Parser<char, Reading> Mark(TokenKind kind, string wanted)
        => new Terminal<Reading>(reading => reading.Reader.TryTake(kind) || reading.Fail(wanted) ? reading : null);

    /// <summary>A sign of this line. It may be left out, so its name is never in a message.</summary>
    public static Parser<char, Reading> Sign(TokenKind kind, Func<Reading, bool>? unless = null)
        => new Terminal<Reading>(reading =>
            (reading.IsHere && reading.Reader.Kind == kind && unless?.Invoke(reading) != true && reading.Reader.TryTake(kind)) || reading.Fail("a sign") ? reading : null);

    /// <summary>A certain word of this line.</summary>
    public static Parser<char, Reading> Word(string word) => Word(word, $"'{word}'");

    public static Parser<char, Reading> Word(string word, string wanted)
        => new Terminal<Reading>(reading => (reading.IsHere && reading.Reader.TryTakeWord(word)) || reading.Fail(wanted) ? reading : null);

    /// <summary>A certain word, on whatever line it stands.</summary>
    public static Parser<char, Reading> AnyWord(string word)
        => new Terminal<Reading>(reading => reading.Reader.TryTakeWord(word) || reading.Fail(word) ? reading : null);

    /// <summary>A certain word with nothing behind it on its line.</summary>
    public static Parser<char, Reading> LoneWord(string word) => Word(word).If(reading => reading.Reader.EndsLineAfterCurrent);

    /// <summary>A name of this line, dots and all.</summary>
    public static Parser<char, NameSyntax> Name(string wanted)
        => new Terminal<NameSyntax>(reading => reading.Reader.IsName || reading.Fail(wanted) ? reading.TakeName(joinsHyphens: true) : null);

    /// <summary>A text in quotes, on whatever line it stands.</summary>
    public static Parser<char, TextSyntax> Quoted(string wanted)
        => new Terminal<TextSyntax>(reading =>
        {
            if (reading.Reader.Kind is not (TokenKind.Text or TokenKind.RawText))
                return reading.Fail<TextSyntax>(wanted);

            var token = reading.Reader.Take();
            return new(TextLiteral.ContentOf(reading.Source, token.Span, token.Kind == TokenKind.RawText, reading.Diagnostics), token.Span);
        });

    /// <summary>A whole number of this line that counts something.</summary>
    public static Parser<char, Count> WholeNumber(string wanted)
        => new Terminal<Count>(reading => reading.IsHere && reading.Reader.Kind == TokenKind.Whole
            && NumberLiteral.Count(new(reading.Source, reading.Reader.Current.Span)) is { } count && reading.Reader.TryTake(TokenKind.Whole) ? new(count) : reading.Fail<Count>(wanted));

    /// <summary>C# of a form. Where it is wrong or missing, that is said at once.</summary>
    public static Parser<char, CSharpCode> CSharp(CSharpForm form, string wanted)
        => new Terminal<CSharpCode>(reading =>
        {
            var said = reading.Diagnostics.Count;
            var code = reading.Reader.TakeCSharp(form, wanted);
            return new(code, reading.Diagnostics.Count > said);
        });

    /// <summary>C# between braces, which are no part of it. A block that is never closed goes to its end.</summary>
    public static Parser<char, CSharpCode> Block(CSharpForm form)
        => new Terminal<CSharpCode>(reading =>
        {
            if (reading.Reader.Kind != TokenKind.OpenBrace)
                return reading.Fail<CSharpCode>("'{'");

            var block = reading.Reader.TakeCSharp(form);
            var isClosed = block.Length > 1 && reading.Source.Text[block.End - 1] == '}';
            return new(TextSpan.FromBounds(block.Start + 1, isClosed ? block.End - 1 : block.End), IsBroken: false);
        });
}

/// <summary>Number that counts something.</summary>
internal sealed record Count(int Number);

/// <summary>C# as written, and whether something is wrong with its outline, which has been said.</summary>
internal sealed record CSharpCode(TextSpan Span, bool IsBroken);
