using Dag.Language.Collections;
using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Production of a file, statement by statement. After a mistake it goes on with the next one.</summary>
internal static class FileGrammar
{
    public static readonly Parser<char, SyntaxTree> File = new Production<SyntaxTree>(TryFile);

    /// <summary>One statement. It fails once the statement has been skipped.</summary>
    public static readonly Parser<char, StatementSyntax> Statement = new Production<StatementSyntax>(TryStatement);

    private static bool TryFile(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, out SyntaxTree? result)
    {
        var (reader, statements) = (reading.Reader, new List<StatementSyntax>());
        string? fileDoc = null;
        while (true)
        {
            var isFirst = statements.Count == 0;
            var doc = isFirst ? reader.Doc() : null;
            if (isFirst && reader.LooseDoc is { } loose)
                fileDoc ??= DocText.Of(reading.Source.Slice(loose));
            if (reader.Kind == TokenKind.EndOfFile)
                break;

            if (reader.TryTake(TokenKind.Semicolon) || !Statement.TryParse(ref state, ref expecteds, out var statement))
                continue;

            if (isFirst && statement is StatementSyntax.ImportFile or StatementSyntax.ImportModule)
                fileDoc ??= doc;
            statements.Add(statement);
        }

        result = new(reading.Source, reader.Tokens.ToEquatableList(), statements.ToEquatableList(), reading.Diagnostics.ToEquatableList()) { Doc = fileDoc };
        return true;
    }

    private static bool TryStatement(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, out StatementSyntax? result)
    {
        var (first, start, doc) = (reading.Reader.Current, reading.Start, reading.Doc);
        result = null;
        if (first.Kind == TokenKind.Identifier)
        {
            reading.Begin(first.Start, reading.Reader.Doc());
            reading.Sync(ref state);
            var isRead = StatementGrammar.Statements.TryParse(ref state, ref expecteds, out result);
            reading.End(isRead, first);
            if (!isRead && ForeignWords.FindForStatement(reading.Source.TextOf(first.Span)) is not null)
                reading.Recovery.SkipDeeper(first);
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
        return result is not null || reading.FailSaid(isRecovered: true);
    }
}
