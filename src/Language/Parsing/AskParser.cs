using Dag.Language.Syntax;

namespace Dag.Language.Parsing;

/// <summary>Reads what is asked. Each keyword has been taken by then.</summary>
internal sealed class AskParser(TokenReader reader, ValueParser values, QueryParser queries)
{
    public static readonly string[] BeforeQueries = ["show", "plan", "graph"];
    public static readonly string[] Keywords =
    [
        "show", "plan", "why", "graph", "undo", "redo", "diff", "save", "load", "reload", "jobs", "cancel", "watch", "logs", "runs", "help",
    ];

    /// <summary>Null once it has been said what is wrong.</summary>
    public AskSyntax? Ask(string keyword)
    {
        switch (keyword)
        {
            case "show":
                return Show();
            case "plan":
                return !queries.Begins ? new AskSyntax.Plan(null) : queries.Query() is { } planned ? new AskSyntax.Plan(planned) : null;
            case "graph":
                return Graph();
            case "why":
                return reader.Name("a task name") is { IsMissing: false } task ? new AskSyntax.Why(task) : null;
            case "logs":
                return reader.Name("a task name") is { IsMissing: false } logged ? new AskSyntax.Logs(logged) : null;
            case "save":
                return !IsTextHere ? new AskSyntax.Save(null) : values.Text("a path") is { } to ? new AskSyntax.Save(to) : null;
            case "load":
                return values.Text("a quoted file path") is { } from ? new AskSyntax.Load(from) : null;
            case "undo" or "redo":
                var steps = Number() ?? 1;
                return keyword == "undo" ? new AskSyntax.Undo(steps) : new AskSyntax.Redo(steps);
            case "cancel":
                return new AskSyntax.Cancel(Number());
            case "watch":
                return new AskSyntax.Watch(Number());
            case "help":
                return new AskSyntax.Help(!reader.IsOnNewLine && reader.Kind == TokenKind.Identifier ? reader.NameHere().Text : null);
            case "diff":
                return new AskSyntax.Diff();
            case "reload":
                return new AskSyntax.Reload();
            case "jobs":
                return new AskSyntax.Jobs();
            default:
                return new AskSyntax.Runs();
        }
    }

    private bool IsTextHere => !reader.IsOnNewLine && reader.Kind is TokenKind.Text or TokenKind.RawText;

    private AskSyntax? Show()
    {
        if (!queries.Begins)
        {
            reader.SayWanted("a task, an option, 'types', 'type NAME', 'env' or a query");
            return null;
        }

        if (IsAlone("types"))
            return new AskSyntax.ShowTypes();
        if (IsAlone("env"))
            return new AskSyntax.ShowEnv();
        if (reader.IsWord("type") && IsFollowedByName())
        {
            reader.Take();
            return new AskSyntax.ShowType(reader.Name("a type"));
        }

        return queries.Query() is { } asked ? new AskSyntax.Show(asked) : null;
    }

    // A word that could be the name of a task is only one of these where nothing goes on after it.
    private bool IsAlone(string word)
    {
        if (!reader.IsWord(word) || !EndsAfter(reader.Current.End))
            return false;

        reader.Take();
        return true;
    }

    private bool EndsAfter(int offset)
    {
        var rest = reader.Source.Text.AsSpan(offset).TrimStart(" \t");
        return rest.IsEmpty || rest[0] is '\n' or '\r' or ';' or '}' || rest.StartsWith("//");
    }

    private bool IsFollowedByName()
    {
        var rest = reader.Source.Text.AsSpan(reader.Current.End).TrimStart(" \t");
        return !rest.IsEmpty && (char.IsAsciiLetter(rest[0]) || rest[0] == '_');
    }

    private AskSyntax? Graph()
    {
        QuerySyntax? tasks = null;
        if (queries.Begins && !reader.IsWord("as") && (tasks = queries.Query()) is null)
            return null;
        if (!reader.IsWordOnLine("as"))
            return new AskSyntax.Graph(tasks, null);

        reader.Take();
        var format = reader.Name("dot, mermaid or json");
        return format.IsMissing ? null : new AskSyntax.Graph(tasks, format);
    }

    private int? Number() => reader.IsOnNewLine ? null : reader.TryTakeCount();
}
