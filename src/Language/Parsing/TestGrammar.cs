using Dag.Language.Collections;
using Dag.Language.Scanning;
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
    private const int MostDeep = 200;

    public static readonly Parser<char, StatementSyntax> Test = Map(
        (name, steps, here) => (StatementSyntax)new StatementSyntax.Test(name, steps.ToEquatableList(), here.Span),
        Quoted("a quoted test name"), new Production<List<StatementSyntax>>(TrySteps), Here);

    private static readonly Parser<char, StatementSyntax> ExpectError = Map(
        (_, message, _, from, here) => (StatementSyntax)new StatementSyntax.ExpectError(message, from, TextSpan.FromBounds(here.Start, from.Span.End)),
        Word("error").If(reading => reading.Reader.IsTextAfterCurrent), Quoted("a quoted part of the message"),
        Word("from", "'from' and a statement"), new Production<StatementSyntax>(TryRefused), Here);

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

    private static bool TrySteps(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, out List<StatementSyntax>? result)
    {
        var open = reading.Reader.Current;
        result = [];
        if (!reading.Reader.TryTake(TokenKind.OpenBrace))
            return reading.Fail("'{'");

        reading.Sync(ref state);
        if (reading.Statements == MostDeep)
            return reading.Refuse(SyntaxErrors.TooDeep(reading.Reader.PlaceHere(), "tests", MostDeep));

        var wasInTest = reading.IsInTest;
        (reading.IsInTest, reading.Statements) = (true, reading.Statements + 1);
        ReadSteps(ref state, ref expecteds, reading, open, result);
        (reading.IsInTest, reading.Statements) = (wasInTest, reading.Statements - 1);
        reading.Sync(ref state);
        return true;
    }

    private static void ReadSteps(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, Token open, List<StatementSyntax> steps)
    {
        var (reader, said) = (reading.Reader, reading.Diagnostics.Count);
        while (!reader.TryTake(TokenKind.CloseBrace))
        {
            if (reader.Kind == TokenKind.EndOfFile || reader is { BeginsStatement: true, Word: "task" or "type" or "test" or "import" })
            {
                if (reading.Diagnostics.Count == said)
                    reading.Diagnostics.Add(SyntaxErrors.UnclosedBlock(new(reading.Source, open.Span), "test"));
                return;
            }

            if (reader.TryTake(TokenKind.Semicolon))
                continue;

            var first = reader.Current;
            if (!FileGrammar.Statement.TryParse(ref state, ref expecteds, out var step))
                continue;

            if (step is StatementSyntax.Set or StatementSyntax.Change or StatementSyntax.Expect or StatementSyntax.ExpectError)
                steps.Add(step);
            else
                reading.Diagnostics.Add(SyntaxErrors.NotInTests(new(reading.Source, first.Span), reading.Source.TextOf(first.Span)));
        }
    }

    private static bool TryRefused(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, out StatementSyntax? result)
    {
        var first = reading.Reader.Current;
        result = null;
        if (!reading.IsHere)
            return reading.Fail("a statement");
        if (reading.Statements == MostDeep)
            return reading.Refuse(SyntaxErrors.TooDeep(reading.Reader.PlaceHere(), "tests", MostDeep));

        reading.Statements++;
        var isRead = FileGrammar.Statement.TryParse(ref state, ref expecteds, out result);
        reading.Statements--;
        if (!isRead || result is StatementSyntax.Set or StatementSyntax.Change or StatementSyntax.Run)
            return isRead;

        reading.Diagnostics.Add(SyntaxErrors.NotInTests(new(reading.Source, first.Span), reading.Source.TextOf(first.Span)));
        return reading.FailSaid(isRecovered: true);
    }
}
