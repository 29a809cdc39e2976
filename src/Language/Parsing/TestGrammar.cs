using Dag.Language.Collections;
using Dag.Language.Lexing;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Pidgin;
using static Dag.Language.Parsing.Choices;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Productions of tests and of what they expect.</summary>
internal static class TestGrammar
{
    public static readonly Parser<char, StatementSyntax> Test = Map(
        (name, steps, here) => (StatementSyntax)new StatementSyntax.Test(name, steps.ToEquatableList(), here.Span),
        Quoted("what the test is about, in quotes,"), new StepsParser(), Here);

    private static readonly Parser<char, StatementSyntax> ExpectError = Map(
        (_, message, _, from, here) => (StatementSyntax)new StatementSyntax.ExpectError(message, from, TextSpan.FromBounds(here.Start, from.Span.End)),
        Word("error").If(reading => reading.Reader.IsTextAfterCurrent), Quoted("a part of the message, in quotes,"),
        Word("from", "'from' and the statement that is refused"), new RefusedParser(), Here);

    private static readonly Parser<char, StatementSyntax> ExpectTasks = Map(
        (tasks, where, here) => (StatementSyntax)new StatementSyntax.Expect(tasks, where is { IsBroken: false } code ? code.Span : null, here.Span),
        QueryGrammar.Union, Word("where").Then(CSharp(CSharpForm.Expression, "a C# condition over 'value'")).OrNull(), Here);

    public static readonly Parser<char, StatementSyntax> Expect = Here.Checked(SayOutside).Then(FirstOf(ExpectError, ExpectTasks));

    private static Reading SayOutside(Reading reading, Reading here)
    {
        if (!here.IsInTest)
            here.Diagnostics.Add(SyntaxErrors.OnlyInTests(new(here.Source, here.Span), "expect"));
        return reading;
    }
}
