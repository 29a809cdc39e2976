using Dag.Language.Collections;
using Dag.Language.Scanning;
using Dag.Language.Syntax;
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
        Name("a type name"), Form, Closed.OrNull(), Where.OrNull(), Here);

    private static string HintFor(NameSyntax type) => $"write type {type.Text} of int, type {type.Text} : Parent or type {type.Text} list of Element";

    private static TypeFormSyntax WithoutForm(Reading reading)
    {
        if (!reading.Reader.IsWord("in") && !reading.Reader.IsWord("where"))
            reading.Recovery.SkipStatement();
        return Missing;
    }
}
