using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Parsing;

/// <summary>Reads a text into its tree; goes on after a mistake with the next statement or clause. The grammar is in <c>grammar/dag.ebnf</c>.</summary>
public sealed class Parser
{
    private static readonly string[] Declarations = ["type", "task", "import", "using", "reference", "code", "language", "set", "run", "test"];
    private static readonly string[] Keywords = [.. Declarations, .. ChangeParser.Keywords, .. AskParser.Keywords, "expect"];
    private static readonly HashSet<string> Later = ["section", "invocation", "token"];
    private static readonly string EveryStatement =
        $"declarations: {string.Join(", ", Declarations)}; changes: {string.Join(", ", ChangeParser.Keywords)}; queries and commands: {string.Join(", ", AskParser.Keywords)}";

    private readonly List<Diagnostic> diagnostics = [];
    private readonly TokenReader reader;
    private readonly ValueParser values;
    private readonly TypeParser types;
    private readonly TaskParser tasks;
    private readonly Recovery recovery;
    private readonly QueryParser queries;
    private readonly ChangeParser changes;
    private readonly AskParser asks;
    private readonly TestParser tests;

    private Parser(SourceText source)
    {
        reader = new(source, diagnostics);
        values = new(reader, diagnostics);
        recovery = new(reader, diagnostics);
        types = new(reader, values, recovery, diagnostics);
        tasks = new(reader, values, recovery, diagnostics);
        queries = new(reader, values, diagnostics);
        changes = new(reader, values, queries, tasks, diagnostics);
        asks = new(reader, values, queries);
        tests = new(reader, values, queries, recovery, diagnostics, () => Statement(reader.Doc()));
    }

    /// <summary>The words that begin a statement.</summary>
    public static IReadOnlyList<string> StatementWords => Keywords;

    /// <summary>The words that begin a clause of a task.</summary>
    public static IReadOnlyList<string> ClauseWords => TaskParser.Keywords;

    /// <summary>The words that begin a step of a test.</summary>
    public static IReadOnlyList<string> TestWords { get; } = ["set", .. ChangeParser.Keywords, "expect"];

    /// <summary>The words of statements that a query follows.</summary>
    public static IReadOnlyList<string> QueryWords { get; } = ["run", .. ChangeParser.BeforeQueries, .. AskParser.BeforeQueries, "expect"];

    /// <summary>The functions that a query may call.</summary>
    public static IReadOnlyList<string> FunctionWords => QueryParser.Functions;

    /// <summary>What a query may ask of a task.</summary>
    public static IReadOnlyList<string> ConditionWords => QueryParser.Conditions;

    public static SyntaxTree Parse(SourceText source) => new Parser(source).File();

    /// <summary>Reads a text that is one query and nothing else.</summary>
    public static ParsedQuery ParseQuery(SourceText source) => new Parser(source).OnlyQuery();

    /// <summary>Reads a text that is one value and nothing else, such as that of a flag.</summary>
    public static ParsedValue ParseValue(SourceText source) => new Parser(source).OnlyValue();

    /// <summary>What to say of a text that is a statement but for its first word, which is near one; null where it is anything else.</summary>
    public static Diagnostic? FindMistyped(SourceText source)
    {
        var reader = new TokenReader(source, []);
        if (reader.Kind != TokenKind.Identifier || reader.Current is var first && Keywords.Contains(source.TextOf(first.Span)))
            return null;

        var word = source.TextOf(first.Span);
        if (Suggestion.Nearest(word, Keywords) is not { } meant || (word.Any(char.IsAsciiLetterUpper) && !word.Equals(meant, StringComparison.OrdinalIgnoreCase)))
            return null;

        // What follows a name in C# follows no word of a statement.
        var rest = source.Text[first.Span.End..];
        var isStatement = rest.AsSpan() is not ['(' or '[' or '.', ..] && Parse(new(source.Path, meant + rest)).Diagnostics.IsEmpty;
        return isStatement ? SyntaxErrors.UnknownStatement(new(source, first.Span), word, HintFor(word, meant)) : null;
    }

    private ParsedValue OnlyValue()
    {
        var value = values.Value();
        if (value is not null && reader.Kind != TokenKind.EndOfFile)
            diagnostics.Add(SyntaxErrors.LeftOver(new(reader.Source, reader.Current.Span), reader.Found()));
        return new(value, diagnostics.ToEquatableList());
    }

    private ParsedQuery OnlyQuery()
    {
        var query = queries.Query();
        if (query is not null && reader.Kind != TokenKind.EndOfFile)
            diagnostics.Add(SyntaxErrors.LeftOver(new(reader.Source, reader.Current.Span), reader.Found()));
        return new(query, diagnostics.ToEquatableList());
    }

    private SyntaxTree File()
    {
        var statements = new List<StatementSyntax>();
        string? fileDoc = null;
        while (true)
        {
            var doc = reader.Doc();
            if (statements.Count == 0 && reader.LooseDoc is { } loose)
                fileDoc ??= DocText.Of(reader.Source.Slice(loose));
            if (reader.Kind == TokenKind.EndOfFile)
                break;

            if (reader.TryTake(TokenKind.Semicolon))
                continue;

            if (Statement(doc) is not { } statement)
                continue;

            if (statements.Count == 0 && statement is StatementSyntax.ImportFile or StatementSyntax.ImportModule)
                fileDoc ??= doc;
            statements.Add(statement);
        }

        return new(reader.Source, reader.Tokens.ToEquatableList(), statements.ToEquatableList(), diagnostics.ToEquatableList()) { Doc = fileDoc };
    }

    private StatementSyntax? Statement(string? doc)
    {
        var (start, said) = (reader.Current.Start, diagnostics.Count);
        if (reader.Kind != TokenKind.Identifier)
            return NoStatement();

        var keyword = Keyword();
        var isMistyped = diagnostics.Count > said;
        var statement = Statement(doc, keyword, start);
        if (statement is not null)
            recovery.EndStatement();

        // What a mistyped word declares is used further down; what it asks or runs is not asked as well.
        return isMistyped && statement is StatementSyntax.Ask or StatementSyntax.Run ? null : statement;
    }

    // The word here, or the one it was meant to be once that has been said.
    private string Keyword()
    {
        var word = reader.Source.TextOf(reader.Current.Span);
        if (Keywords.Contains(word) || Later.Contains(word))
            return word;

        var meant = TaskParser.BeginsClause(word) ? null : Suggestion.Nearest(word, Keywords);
        diagnostics.Add(SyntaxErrors.UnknownStatement(new(reader.Source, reader.Current.Span), word, HintFor(word, meant)));
        return meant ?? "";
    }

    private static string HintFor(string word, string? meant)
    {
        if (TaskParser.BeginsClause(word))
            return "it is a clause: write it between the { and } of a task";

        return meant is null ? EveryStatement : $"did you mean '{meant}'?";
    }

    private StatementSyntax? Statement(string? doc, string keyword, int start)
    {
        if (Later.Contains(keyword))
            diagnostics.Add(SyntaxErrors.NotReadYet(new(reader.Source, reader.Current.Span), keyword));
        if (!Keywords.Contains(keyword))
        {
            recovery.SkipFromHere();
            return null;
        }

        reader.Take();
        return keyword switch
        {
            "type" => types.Type(doc, start) ?? Broken(),
            "task" => tasks.Task(doc, start),
            "import" => Import(start),
            "using" => Using(start),
            "reference" => Reference(start),
            "code" => Code(start),
            "language" => Language(start),
            "set" => Set(start),
            "run" => Run(start),
            "test" => tests.Test(start),
            "expect" => tests.Expect(start),
            _ when ChangeParser.Keywords.Contains(keyword) => changes.Change(keyword, doc) is { } change ? new StatementSyntax.Change(change, reader.SpanFrom(start)) : Broken(),
            _ => asks.Ask(keyword) is { } ask ? new StatementSyntax.Ask(ask, reader.SpanFrom(start)) : Broken(),
        };
    }

    private StatementSyntax? NoStatement()
    {
        if (reader.Kind != TokenKind.Bad)
            diagnostics.Add(SyntaxErrors.Expected(new(reader.Source, reader.Current.Span), "a statement", reader.FoundToken()));
        // Taken, characters that mean nothing speak for themselves.
        reader.Take();
        recovery.SkipStatement();
        return null;
    }

    private StatementSyntax? Import(int start)
    {
        if (reader.Kind is TokenKind.Text or TokenKind.RawText && values.Text("a path") is { } path)
            return reader.Source.Text[path.Span.End - 1] != '"' || path.Span.Length < 2 ? Broken() : new StatementSyntax.ImportFile(path, Alias(), reader.SpanFrom(start));

        var module = reader.Name("a module such as std.files, or a quoted path");
        return new StatementSyntax.ImportModule(module, Alias(), reader.SpanFrom(start));
    }

    private NameSyntax? Alias()
    {
        if (!reader.IsWordOnLine("as"))
            return null;

        reader.Take();
        return reader.Name("a name");
    }

    private StatementSyntax? Using(int start)
    {
        var opened = reader.TakeCSharp(CSharpForm.RepresentationType, "a C# namespace");
        return opened.Length == 0 ? Broken() : new StatementSyntax.Using(opened, reader.SpanFrom(start));
    }

    private StatementSyntax? Reference(int start)
        => values.Text("a quoted assembly path") is { } path ? new StatementSyntax.Reference(path, reader.SpanFrom(start)) : Broken();

    private StatementSyntax? Code(int start)
    {
        if (reader.Kind != TokenKind.OpenBrace)
        {
            reader.SayWanted("'{'");
            return Broken();
        }

        return new StatementSyntax.Code(CSharpBlock.Inside(reader.Source, reader.TakeCSharp(CSharpForm.Members)), reader.SpanFrom(start));
    }

    private StatementSyntax? Language(int start)
    {
        var name = reader.Name("a language name");
        if (name.IsMissing || !reader.ExpectWord("runs"))
            return Broken();

        var command = new List<TextSyntax>();
        do
        {
            if (values.Text("a quoted word of the command") is not { } word)
                return Broken();
            command.Add(word);
        }
        while (!reader.IsOnNewLine && reader.Kind is TokenKind.Text or TokenKind.RawText);
        return new StatementSyntax.Language(name, command.ToEquatableList(), reader.SpanFrom(start));
    }

    private StatementSyntax? Broken()
    {
        recovery.SkipStatement();
        return null;
    }

    private StatementSyntax? Set(int start)
    {
        var option = reader.Name("an option (task.option)");
        return !option.IsMissing && reader.Expect(TokenKind.Equals, "'='") && values.Value() is { } value
            ? new StatementSyntax.Set(option, value, reader.SpanFrom(start))
            : Broken();
    }

    private StatementSyntax? Run(int start)
    {
        if (queries.Query() is not { } targets)
            return Broken();

        var with = new List<StatementSyntax.Set>();
        if (reader.IsWordOnLine("with"))
        {
            reader.Take();
            do
            {
                if (Set(reader.Current.Start) is not StatementSyntax.Set set)
                    return null;
                with.Add(set);
            }
            while (!reader.IsOnNewLine && reader.TryTake(TokenKind.Comma));
        }

        var inBackground = !reader.IsOnNewLine && reader.TryTake(TokenKind.Ampersand);
        return new StatementSyntax.Run(targets, with.ToEquatableList(), inBackground, reader.SpanFrom(start));
    }
}
