using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Pidgin;
using static Dag.Language.Parsing.Choices;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Productions of types: their forms, closed sets and predicates.</summary>
internal static class TypeGrammar
{
    private static readonly TypeFormSyntax Missing = new TypeFormSyntax.Missing();

    private static readonly Parser<char, TypeFormSyntax> Form = FirstOf(
        Map((_, code) => code.IsBroken ? Missing : new TypeFormSyntax.Of(code.Span), Word("of"), CSharp(CSharpForm.RepresentationType, "a C# type")),
        Map((_, parent) => (TypeFormSyntax)new TypeFormSyntax.Child(parent), Mark(TokenKind.Colon, "':'"), Name("a parent type").OrMissing()),
        Map((_, element) => element is null ? Missing : new TypeFormSyntax.ListOf(element), Word("list"), Word("of").Then(Name("an element type").OrMissing()).OrSkipped()))
        .Wanted("'of' and a C# type, ':' and a parent, or 'list of' and a type", reading => HintFor(reading.LastName))
        .Or(WithoutForm);

    private static readonly Parser<char, TextSyntax?> Else = AnyWord("else").Then(Quoted("a quoted message").OrBroken()).OrNull();

    private static readonly Parser<char, ClosedSetSyntax> Closed = Map(
        (_, set, message) => set with { Message = message },
        AnyWord("in"),
        Map((values, here) => new ClosedSetSyntax(values.ToEquatableList(), null, here.Span), ValueGrammar.Elements, Here).FromHere(),
        Else);

    private static readonly Parser<char, PredicateSyntax> Where = Map(
        (_, code, message, here) => new PredicateSyntax(code.Span, message, here.Span) { IsBroken = code.IsBroken },
        AnyWord("where"), CSharp(CSharpForm.Expression, "a C# condition over 'value'"), Else, Here).FromHere();

    public static readonly Parser<char, StatementSyntax> Type = Map(
        (name, form, closed, where, here) => (StatementSyntax)new StatementSyntax.Type(here.Doc, name, form, closed, where, here.Span),
        Terminals.Name("a type name"), Form, Closed.OrNull(), Where.OrNull(), Here);

    /// <summary>The name of a type where it is used. A type that is written there instead is said to need a name, and the rest of its line is skipped.</summary>
    public static Parser<char, NameSyntax> Name(string wanted) => Terminals.Name(wanted).Checked(RefuseWritten);

    private static NameSyntax RefuseWritten(NameSyntax name, Reading reading)
    {
        var text = reading.Source.Text;
        var end = EndOfType(text, name.Span.Start);
        if (name.Text is "list" or "List" or "array" && reading.IsHere && reading.Reader.IsWord("of"))
            end = text.AsSpan(name.Span.Start).IndexOfAny('\n', '=', ';') is >= 0 and var length ? name.Span.Start + length : text.Length;
        if (end <= name.Span.End)
            return name;

        var written = new TextSpan(name.Span.Start, text.AsSpan(name.Span.Start..end).TrimEnd().Length);
        reading.Diagnostics.Add(SyntaxErrors.WrittenType(new(reading.Source, written), ForeignTypes.HintForWritten(reading.Source.TextOf(written))));
        reading.Break(stops: true);
        return new("", name.Span);
    }

    // The end of 'List<int>', 'int[]' or 'Dictionary<string, int>?': a name and the brackets that stand right behind it.
    private static int EndOfType(string text, int at)
    {
        for (var depth = 0; at < text.Length && text[at] is not ('\n' or '\r'); at++)
        {
            var c = text[at];
            if (depth == 0 && !NameCharacters.IsPart(c) && c is not ('.' or '<' or '[' or '?'))
                break;
            depth += c is '<' or '[' ? 1 : c is '>' or ']' ? -1 : 0;
        }

        return at;
    }

    private static string HintFor(NameSyntax type) => $"write type {type.Text} of int, type {type.Text} : Parent or type {type.Text} list of Element";

    private static TypeFormSyntax WithoutForm(Reading reading)
    {
        if (!reading.Reader.IsWord("in") && !reading.Reader.IsWord("where"))
            reading.Recovery.SkipStatement();
        return Missing;
    }
}
