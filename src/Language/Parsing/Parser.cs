using System.Diagnostics;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Parsing;

/// <summary>Reader of texts into trees. After a mistake it goes on with the next statement or clause. The grammar is in <c>grammar/dag.ebnf</c>.</summary>
public static class Parser
{
    /// <summary>The words that begin a statement.</summary>
    public static IReadOnlyList<string> StatementWords => StatementGrammar.Statements.Words;

    /// <summary>The words that begin a clause of a task.</summary>
    public static IReadOnlyList<string> ClauseWords => ClauseGrammar.Clauses.Words;

    /// <summary>The words that begin a step of a test.</summary>
    public static IReadOnlyList<string> TestWords { get; } = ["set", .. ChangeGrammar.Changes.Words, "expect"];

    /// <summary>The words of statements that a query follows.</summary>
    public static IReadOnlyList<string> QueryWords { get; } = ["run", "unpin", "disable", "enable", "remove", "show", "plan", "graph", "forget", "expect"];

    /// <summary>The functions that a query may call.</summary>
    public static IReadOnlyList<string> FunctionWords => QueryGrammar.Functions;

    /// <summary>What a query may ask of a task.</summary>
    public static IReadOnlyList<string> ConditionWords => QueryGrammar.ConditionWords;

    public static SyntaxTree Parse(SourceText source)
        => new Reading(source).Read(FileGrammar.File) ?? throw new UnreachableException("a file is always read");

    /// <summary>Reads a text that is one query and nothing else.</summary>
    public static ParsedQuery ParseQuery(SourceText source)
    {
        // Most targets are one name, which needs no grammar.
        var reader = new TokenReader(source, []);
        if (reader.Kind == TokenKind.Identifier && reader.NameHere() is var name && reader.Kind == TokenKind.EndOfFile)
            return new(name.Text == "all" ? new QuerySyntax.All(name.Span) : new QuerySyntax.Named(name), []);

        var reading = new Reading(source);
        return new(reading.ReadOnly(QueryGrammar.Query), reading.Diagnostics.ToEquatableList());
    }

    /// <summary>Reads a text that is one value and nothing else, such as that of a flag.</summary>
    public static ParsedValue ParseValue(SourceText source)
    {
        var reading = new Reading(source);
        return new(reading.ReadOnly(ValueGrammar.Value), reading.Diagnostics.ToEquatableList());
    }

    /// <summary>What to say of a text that is a statement but for its first word, which is near one; null where it is anything else.</summary>
    public static Diagnostic? FindMistyped(SourceText source)
    {
        var reader = new TokenReader(source, []);
        if (reader.Kind != TokenKind.Identifier || StatementGrammar.Statements.Has(reader.Word))
            return null;

        var (first, word) = (reader.Current, reader.Word.ToString());
        if (Suggestion.Nearest(word, StatementWords) is not { } meant || (word.Any(char.IsAsciiLetterUpper) && !word.Equals(meant, StringComparison.OrdinalIgnoreCase)))
            return null;

        // What follows a name in C# follows no word of a statement.
        var rest = source.Text[first.Span.End..];
        var isStatement = rest.AsSpan() is not ['(' or '[' or '.', ..] && Parse(new(source.Path, meant + rest)).Diagnostics.IsEmpty;
        return isStatement ? SyntaxErrors.UnknownStatement(new(source, first.Span), word, StatementGrammar.HintFor(word, meant)) : null;
    }
}
