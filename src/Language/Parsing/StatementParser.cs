using System.Diagnostics.CodeAnalysis;
using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Parser of one statement. It goes on behind a mistake, and fails once the statement has been skipped.</summary>
internal sealed class StatementParser : Parser<char, StatementSyntax>
{
    public static readonly StatementParser Statement = new();

    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out StatementSyntax result)
    {
        var reading = Reading.Of(ref state);
        var (first, start, doc) = (reading.Reader.Current, reading.Start, reading.Doc);
        result = null;
        if (first.Kind == TokenKind.Identifier)
        {
            reading.Begin(first.Start, reading.Reader.Doc());
            var isRead = StatementGrammar.Statements.TryParse(ref state, ref expecteds, out result);
            reading.End(isRead, first);
            reading.Begin(start, doc);
        }
        else
        {
            reading.SkipUnread("a statement");
        }

        reading.Sync(ref state);

        // What a mistyped word declares is used further down; what it asks or runs is not asked as well.
        if (result is StatementSyntax.Ask or StatementSyntax.Run && !StatementGrammar.Statements.Has(reading.Source.Slice(first.Span)))
            result = null;
        return result is not null || reading.FailRecovered();
    }
}
