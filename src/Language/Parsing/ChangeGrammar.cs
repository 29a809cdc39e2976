using Dag.Language.Scanning;
using Dag.Language.Syntax;
using Pidgin;
using static Dag.Language.Parsing.Choices;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Productions of changes of the env.</summary>
internal static class ChangeGrammar
{
    private static readonly Parser<char, NameSyntax> Task = Name("a task name");
    private static readonly Parser<char, NameSyntax?> In = Word("in").Then(Task).OrNull();

    private static readonly Parser<char, Pinned> Pin = FirstOf(
        Map((_, code) => (Pinned)(task => new ChangeSyntax.PinCode(task, code.Span) { IsBroken = code.IsBroken }),
            Sign(TokenKind.Arrow), CSharp(CSharpForm.Expression, "a C# expression").Checked((code, _) => code.Span.Length == 0 ? null : code)),
        Map((_, value) => (Pinned)(task => new ChangeSyntax.PinValue(task, value)),
            Mark(TokenKind.Equals, "'=' and a value, or '=>' and C#"), ValueGrammar.Value));

    /// <summary>The changes by their keywords.</summary>
    public static readonly ByWord<ChangeSyntax> Changes = new("a change", _ => null)
    {
        ["unset"] = () => Map(option => (ChangeSyntax)new ChangeSyntax.Unset(option), Name("an option (task.option)")),
        ["override"] = () => Word("task").Then(TaskGrammar.Task.OrSkipped()).FromHere().Checked(Override),
        ["substitute"] = () => Map((task, _, with, consumer) => (ChangeSyntax)new ChangeSyntax.Substitute(task, with, consumer), Task, Word("with"), Task, In),
        ["restore"] = () => Map((task, consumer) => (ChangeSyntax)new ChangeSyntax.Restore(task, consumer), Task, In),
        ["pin"] = () => Map((task, pinned) => pinned(task), Task, Pin),
        ["unpin"] = () => Map(tasks => (ChangeSyntax)new ChangeSyntax.Unpin(tasks), QueryGrammar.Query),
        ["disable"] = () => Map(tasks => (ChangeSyntax)new ChangeSyntax.Disable(tasks), QueryGrammar.Query),
        ["enable"] = () => Map(tasks => (ChangeSyntax)new ChangeSyntax.Enable(tasks), QueryGrammar.Query),
        ["remove"] = () => Map(tasks => (ChangeSyntax)new ChangeSyntax.Remove(tasks), QueryGrammar.Query),
        ["rename"] = () => Map((from, _, to) => (ChangeSyntax)new ChangeSyntax.Rename(from, to), Task, Word("to"), Name("a new name")),
    };

    // Without a block it would take everything from the task.
    private static ChangeSyntax? Override(StatementSyntax? task, Reading reading) => task is StatementSyntax.Task { HasBlock: true } other ? new ChangeSyntax.Override(other) : null;

    private delegate ChangeSyntax Pinned(NameSyntax task);
}
