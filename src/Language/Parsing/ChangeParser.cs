using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
using Dag.Language.Syntax;

namespace Dag.Language.Parsing;

/// <summary>Reads changes of the env. Each keyword has been taken by then.</summary>
internal sealed class ChangeParser(TokenReader reader, ValueParser values, QueryParser queries, TaskParser tasks, List<Diagnostic> diagnostics)
{
    public static readonly string[] BeforeQueries = ["unpin", "disable", "enable", "remove"];
    public static readonly string[] Keywords = ["unset", "override", "substitute", "restore", "pin", .. BeforeQueries, "rename"];

    /// <summary>Null once it has been said what is wrong.</summary>
    public ChangeSyntax? Change(string keyword, string? doc) => keyword switch
    {
        "unset" => reader.Name("an option (task.option)") is { IsMissing: false } option ? new ChangeSyntax.Unset(option) : null,
        "override" => Override(doc),
        "substitute" => Substitute(),
        "restore" => TaskName() is { } task && TryIn(out var consumer) ? new ChangeSyntax.Restore(task, consumer) : null,
        "pin" => Pin(),
        "unpin" => queries.Query() is { } pinned ? new ChangeSyntax.Unpin(pinned) : null,
        "disable" => queries.Query() is { } off ? new ChangeSyntax.Disable(off) : null,
        "enable" => queries.Query() is { } on ? new ChangeSyntax.Enable(on) : null,
        "remove" => queries.Query() is { } gone ? new ChangeSyntax.Remove(gone) : null,
        _ => Rename(),
    };

    private NameSyntax? TaskName() => reader.Name("a task name") is { IsMissing: false } name ? name : null;

    private ChangeSyntax? Override(string? doc)
    {
        var start = reader.Current.Start;
        if (!TryWord("task"))
            return null;

        // One whose block does not even begin would take everything from the task.
        return tasks.Task(doc, start) is StatementSyntax.Task { HasBlock: true } task ? new ChangeSyntax.Override(task) : null;
    }

    private ChangeSyntax? Substitute()
        => TaskName() is { } task && TryWord("with") && TaskName() is { } with && TryIn(out var consumer) ? new ChangeSyntax.Substitute(task, with, consumer) : null;

    private ChangeSyntax? Pin()
    {
        if (TaskName() is not { } task)
            return null;
        if (!reader.IsOnNewLine && reader.TryTake(TokenKind.Arrow))
            return PinCode(task);

        return reader.Expect(TokenKind.Equals, "'=' and a value, or '=>' and C#") && values.Value() is { } value ? new ChangeSyntax.PinValue(task, value) : null;
    }

    private ChangeSyntax? PinCode(NameSyntax task)
    {
        var said = diagnostics.Count;
        var code = reader.TakeCSharp(CSharpForm.Expression, "a C# expression");
        return code.Length == 0 ? null : new ChangeSyntax.PinCode(task, code) { IsBroken = diagnostics.Count > said };
    }

    private ChangeSyntax? Rename()
    {
        if (TaskName() is not { } from || !TryWord("to"))
            return null;

        var to = reader.Name("a new name");
        return to.IsMissing ? null : new ChangeSyntax.Rename(from, to);
    }

    private bool TryIn(out NameSyntax? consumer)
    {
        consumer = null;
        return !reader.IsWordOnLine("in") || (reader.Take().Length > 0 && (consumer = TaskName()) is not null);
    }

    private bool TryWord(string word)
    {
        if (reader.IsWordOnLine(word))
            return reader.Take().Length > 0;

        reader.SayWanted($"'{word}'");
        return false;
    }
}
