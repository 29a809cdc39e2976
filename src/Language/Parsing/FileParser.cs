using System.Diagnostics.CodeAnalysis;
using Dag.Language.Collections;
using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Parser of a whole file, statement by statement. It never fails.</summary>
internal sealed class FileParser : Parser<char, SyntaxTree>
{
    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out SyntaxTree result)
    {
        var reading = Reading.Of(ref state);
        var reader = reading.Reader;
        var statements = new List<StatementSyntax>();
        string? fileDoc = null;
        while (true)
        {
            var isFirst = statements.Count == 0;
            var doc = isFirst ? reader.Doc() : null;
            if (isFirst && reader.LooseDoc is { } loose)
                fileDoc ??= DocText.Of(reading.Source.Slice(loose));
            if (reader.Kind == TokenKind.EndOfFile)
                break;

            if (reader.TryTake(TokenKind.Semicolon) || !StatementParser.Statement.TryParse(ref state, ref expecteds, out var statement))
                continue;

            if (isFirst && statement is StatementSyntax.ImportFile or StatementSyntax.ImportModule)
                fileDoc ??= doc;
            statements.Add(statement);
        }

        result = new(reading.Source, reader.Tokens.ToEquatableList(), statements.ToEquatableList(), reading.Diagnostics.ToEquatableList()) { Doc = fileDoc };
        return true;
    }
}

/// <summary>Parser of a text that is one thing and nothing else.</summary>
internal sealed class OnlyParser<T>(Parser<char, T> parser) : Parser<char, T>
    where T : class
{
    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
    {
        var reading = Reading.Of(ref state);
        var isRead = parser.TryParse(ref state, ref expecteds, out result);
        if (!isRead)
            reading.Say();
        else if (reading.Reader.Kind != TokenKind.EndOfFile)
            reading.Diagnostics.Add(SyntaxErrors.LeftOver(new(reading.Source, reading.Reader.Current.Span), reading.Reader.Found()));
        return isRead;
    }
}
