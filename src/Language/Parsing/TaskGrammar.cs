using Dag.Language.Collections;
using Dag.Language.Syntax;
using Pidgin;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Production of tasks. After a mistake in a clause it goes on with the next one.</summary>
internal static class TaskGrammar
{
    public static readonly Parser<char, StatementSyntax> Task = Map(
        (said, name, block, here) => (StatementSyntax)new StatementSyntax.Task(here.Doc, name, here.Clauses.ToEquatableList(), block is not null, here.Span)
        {
            HasMistakes = here.Diagnostics.Count > said.Number,
        },
        Said, Name("a task name").Checked(RefuseLike), new Production<Reading>(TryBlock).OrSkipped(), Here);

    private static NameSyntax? RefuseLike(NameSyntax name, Reading reading)
        => reading.IsHere && reading.Reader.IsWord("like") ? reading.Refuse<NameSyntax>(SyntaxErrors.NotReadYet(reading.Reader.PlaceHere(), "like")) : name;

    private static bool TryBlock(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, out Reading? result)
    {
        var (open, start, doc) = (reading.Reader.Current, reading.Start, reading.Doc);
        result = reading;
        reading.Clauses.Clear();
        if (!reading.Reader.TryTake(TokenKind.OpenBrace))
            return reading.Fail("'{'");

        ReadClauses(ref state, ref expecteds, reading, open);
        reading.Sync(ref state);
        reading.Begin(start, doc);
        return true;
    }

    private static void ReadClauses(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, Token open)
    {
        var (reader, diagnostics) = (reading.Reader, reading.Diagnostics);
        var (hasRun, said) = (false, diagnostics.Count);
        while (!reader.TryTake(TokenKind.CloseBrace))
        {
            if (reader.Kind == TokenKind.EndOfFile || reader.BeginsStatement)
            {
                // A text or a bracket of C# that was never closed has most likely swallowed the brace, and that has been said.
                if (diagnostics.Count == said)
                    diagnostics.Add(SyntaxErrors.UnclosedBlock(new(reading.Source, open.Span), "task"));
                return;
            }

            if (reader.TryTake(TokenKind.Semicolon))
                continue;

            if (hasRun && reader.Kind == TokenKind.Identifier && ClauseGrammar.Clauses.Has(reader.Word) && !reader.IsWord("run"))
                diagnostics.Add(SyntaxErrors.AfterRun(new(reading.Source, reader.Current.Span), reader.Word.ToString()));
            ReadClause(ref state, ref expecteds, reading);
            hasRun |= reading.Clauses is [.., ClauseSyntax.RunExpression or ClauseSyntax.RunBlock or ClauseSyntax.RunScript];
        }
    }

    private static void ReadClause(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading)
    {
        var first = reading.Reader.Current;
        if (first.Kind != TokenKind.Identifier)
        {
            reading.SkipUnread("a clause");
            return;
        }

        reading.Begin(first.Start, reading.Reader.Doc());
        reading.Sync(ref state);
        var isRead = ClauseGrammar.Clauses.TryParse(ref state, ref expecteds, out var clause);
        if (clause is not null)
            reading.Clauses.Add(clause);
        reading.End(isRead, first);
    }
}
