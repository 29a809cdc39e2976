using System.Diagnostics.CodeAnalysis;
using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Parser of the block of a test, step by step.</summary>
internal sealed class StepsParser : Parser<char, List<StatementSyntax>>
{
    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out List<StatementSyntax> result)
    {
        var reading = Reading.Of(ref state);
        var open = reading.Reader.Current;
        result = null;
        if (!reading.Reader.TryTake(TokenKind.OpenBrace))
            return reading.Fail("'{'");

        reading.Sync(ref state);
        if (!reading.TryNest())
            return false;

        var wasInTest = reading.IsInTest;
        reading.IsInTest = true;
        result = ParseSteps(ref state, ref expecteds, reading, open);
        reading.IsInTest = wasInTest;
        reading.Unnest();
        reading.Sync(ref state);
        return true;
    }

    private static List<StatementSyntax> ParseSteps(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, Token open)
    {
        var (reader, steps, said) = (reading.Reader, new List<StatementSyntax>(), reading.Diagnostics.Count);
        while (!reader.TryTake(TokenKind.CloseBrace))
        {
            if (reader.Kind == TokenKind.EndOfFile || reader is { BeginsStatement: true, Word: "task" or "type" or "test" or "import" })
            {
                if (reading.Diagnostics.Count == said)
                    reading.Diagnostics.Add(SyntaxErrors.UnclosedBlock(new(reading.Source, open.Span), "test"));
                break;
            }

            if (reader.TryTake(TokenKind.Semicolon))
                continue;

            var first = reader.Current;
            if (StatementParser.Statement.TryParse(ref state, ref expecteds, out var step) && BelongsHere(step, first, reading))
                steps.Add(step);
        }

        return steps;
    }

    private static bool BelongsHere(StatementSyntax step, Token first, Reading reading)
        => step is StatementSyntax.Set or StatementSyntax.Change or StatementSyntax.Expect or StatementSyntax.ExpectError || reading.RefuseInTest(first);
}

/// <summary>Parser of the statement that a test expects to be refused.</summary>
internal sealed class RefusedParser : Parser<char, StatementSyntax>
{
    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out StatementSyntax result)
    {
        var reading = Reading.Of(ref state);
        var first = reading.Reader.Current;
        result = null;
        if (!reading.IsHere)
            return reading.Fail("the statement that is refused");
        if (!reading.TryNest())
            return false;

        var isRead = StatementParser.Statement.TryParse(ref state, ref expecteds, out result);
        reading.Unnest();
        if (!isRead)
            return false;

        return result is StatementSyntax.Set or StatementSyntax.Change or StatementSyntax.Run || (!reading.RefuseInTest(first) && reading.FailRecovered());
    }
}
