using System.Diagnostics.CodeAnalysis;
using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Parser of the block of a task, clause by clause, into the clauses of the reading. After a mistake it goes on with the next clause.</summary>
internal sealed class TaskParser : Parser<char, Reading>
{
    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out Reading result)
    {
        var reading = result = Reading.Of(ref state);
        var (open, start, doc) = (reading.Reader.Current, reading.Start, reading.Doc);
        reading.Clauses.Clear();
        if (!reading.Reader.TryTake(TokenKind.OpenBrace))
            return reading.Fail("'{'");

        ParseClauses(ref state, ref expecteds, reading, open);
        reading.Sync(ref state);
        reading.Begin(start, doc);
        return true;
    }

    private static void ParseClauses(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, Token open)
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
            ParseClause(ref state, ref expecteds, reading);
            hasRun |= reading.Clauses is [.., ClauseSyntax.RunExpression or ClauseSyntax.RunBlock or ClauseSyntax.RunScript];
        }
    }

    private static void ParseClause(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading)
    {
        var (reader, first) = (reading.Reader, reading.Reader.Current);
        if (first.Kind != TokenKind.Identifier)
        {
            reading.SkipUnread("a clause");
            return;
        }

        reading.Begin(first.Start, reader.Doc());
        reading.Sync(ref state);
        var isRead = ClauseGrammar.Clauses.TryParse(ref state, ref expecteds, out var clause);
        if (clause is not null)
            reading.Clauses.Add(clause);
        reading.End(isRead, first);
    }
}
