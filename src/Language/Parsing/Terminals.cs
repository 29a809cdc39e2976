using Dag.Language.Lexing;
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
        => new Terminal<Reading>(reading => (reading.IsHere && reading.Reader.Kind == kind && unless?.Invoke(reading) != true && reading.Reader.TryTake(kind)) || reading.Fail("a sign") ? reading : null);

    /// <summary>A certain word, on this line.</summary>
    public static Parser<char, Reading> Word(string word, string? wanted = null)
    {
        var what = wanted ?? $"'{word}'";
        return new Terminal<Reading>(reading => (reading.IsHere && reading.Reader.TryTakeWord(word)) || reading.Fail(what) ? reading : null);
    }

    /// <summary>A certain word, on whatever line it stands.</summary>
    public static Parser<char, Reading> AnyWord(string word)
        => new Terminal<Reading>(reading => reading.Reader.TryTakeWord(word) || reading.Fail(word) ? reading : null);

    /// <summary>A certain word with nothing behind it on its line.</summary>
    public static Parser<char, Reading> LoneWord(string word)
        => Word(word).If(reading => reading.Reader.EndsLineAfterCurrent);

    /// <summary>A name of this line, dots and all.</summary>
    public static Parser<char, NameSyntax> Name(string wanted)
        => new Terminal<NameSyntax>(reading => reading.Reader.IsName || reading.Fail(wanted) ? reading.TakeName() : null);

    /// <summary>A text in quotes, on whatever line it stands.</summary>
    public static Parser<char, TextSyntax> Quoted(string wanted)
        => new Terminal<TextSyntax>(reading => reading.Reader.Kind is TokenKind.Text or TokenKind.RawText || reading.Fail(wanted) ? TakeText(reading) : null);

    /// <summary>A whole number that counts something, on this line.</summary>
    public static Parser<char, Count> WholeNumber(string wanted)
        => new Terminal<Count>(reading =>
        {
            if (reading.IsHere && reading.Reader.TryTakeCount() is { } count)
                return new(count);

            reading.Fail(wanted);
            return null;
        });

    /// <summary>C# of a form. Where it is wrong or missing, that is said at once.</summary>
    public static Parser<char, CSharpCode> CSharp(CSharpForm form, string wanted)
        => new Terminal<CSharpCode>(reading =>
        {
            var said = reading.Diagnostics.Count;
            var code = reading.Reader.TakeCSharp(form, wanted);
            return new(code, reading.Diagnostics.Count > said);
        });

    /// <summary>C# between braces.</summary>
    public static Parser<char, CSharpCode> Block(CSharpForm form)
        => new Terminal<CSharpCode>(reading => reading.Reader.Kind == TokenKind.OpenBrace || reading.Fail("'{'")
            ? new(CSharpBlock.Inside(reading.Source, reading.Reader.TakeCSharp(form)), IsBroken: false)
            : null);

    private static TextSyntax TakeText(Reading reading)
    {
        var token = reading.Reader.Take();
        return new(TextLiteral.ContentOf(reading.Source, token.Span, token.Kind == TokenKind.RawText, reading.Diagnostics), token.Span);
    }
}

/// <summary>Number that counts something.</summary>
internal sealed record Count(int Number);

/// <summary>C# as written, and whether something is wrong with its outline, which has been said.</summary>
internal sealed record CSharpCode(TextSpan Span, bool IsBroken);
