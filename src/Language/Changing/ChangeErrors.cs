using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Changing;

/// <summary>Why a change of the env is refused. It is refused whole, and nothing is changed.</summary>
internal static class ChangeErrors
{
    public static Diagnostic Circle(SourceLocation at, EquatableList<TaskName> way)
        => new("DAG2301", at, $"this would close a circle: {string.Join(" -> ", way)}.") { Hint = "an arrow leads from a task to what it needs" };

    public static Diagnostic ProductDoesNotFit(SourceLocation at, TaskName given, DagType? makes, TaskName consumer, DagType wanted, SourceLocation declared)
        => new("DAG2302", at, makes is null
            ? $"'{given}' makes nothing, but '{consumer}' takes a '{wanted}'."
            : $"'{given}' makes a '{makes}', but '{consumer}' takes a '{wanted}': {Assignability.WhyNot(wanted, makes)}.") { Notes = [new(declared, "it is needed here")] };

    public static Diagnostic OptionIsSet(SourceLocation at, OptionName option, SourceLocation set)
        => new("DAG2303", at, $"option '{option}' is set, and there would be no such option any more.")
        {
            Hint = $"take the value away first: unset {option}",
            Notes = [new(set, "it is set here")],
        };

    public static Diagnostic NotSet(SourceLocation at, OptionName option)
        => new("DAG2304", at, $"option '{option}' is not set, so there is nothing to take away.");

    public static Diagnostic StillNeeded(SourceLocation at, string what, EquatableList<(TaskName Task, TaskName By)> edges)
    {
        var needed = edges.Select(edge => edge.Task).Distinct().ToEquatableList();
        var by = edges.Select(edge => edge.By).Distinct().ToEquatableList();
        return new("DAG2305", at, $"{NameList.Quoted(needed)} cannot be {what}: {NameList.Quoted(by)} {(by.Count == 1 ? "needs" : "need")} it.")
        {
            Hint = needed.Count == 1 ? $"put another task in its place (substitute {needed[0]} with …), give its product by hand (pin {needed[0]} = …), or name both" : null,
        };
    }

    public static Diagnostic IsDisabled(SourceLocation at, TaskName task, SourceLocation disabled)
        => new("DAG2306", at, $"'{task}' is disabled.")
        {
            Hint = $"enable {task}",
            Notes = [new(disabled, "that was said here")],
        };

    public static Diagnostic AlreadySo(SourceLocation at, EquatableList<TaskName> tasks, string state)
        => new("DAG2307", at, $"{NameList.Quoted(tasks)} {(tasks.Count == 1 ? "is" : "are")} {state}, so this changes nothing.");

    /// <param name="itself">The only one that needs it, where that is the task that was to stand in.</param>
    public static Diagnostic NobodyNeeds(SourceLocation at, TaskName task, TaskName? itself)
        => new("DAG2308", at, $"nothing {(itself is null ? "" : $"but '{itself}' itself ")}needs '{task}', so no edge would lead elsewhere.");

    public static Diagnostic DoesNotNeed(SourceLocation at, TaskName consumer, TaskName task)
        => new("DAG2309", at, $"'{consumer}' does not need '{task}'.");

    public static Diagnostic NotSubstituted(SourceLocation at, EdgeName edges, string? hint)
        => new("DAG2310", at, $"nothing stands in for '{edges}'.") { Hint = hint };

    public static Diagnostic MakesNothing(SourceLocation at, TaskName task)
        => new("DAG2311", at, $"'{task}' makes nothing that could be given by hand.") { Hint = $"leave it out with disable {task}, or give it another body with override task {task} {{ … }}" };

    public static Diagnostic NamesNothing(SourceLocation at)
        => new("DAG2312", at, "this names no task.");

    public static Diagnostic NameTaken(SourceLocation at, string name, SourceLocation? taken)
        => new("DAG2313", at, $"there is a task '{name}' already.") { Notes = taken is null ? [] : [new DiagnosticNote(taken, "it is defined here")] };

    public static Diagnostic StandsIn(SourceLocation at, TaskName task, EdgeName edges)
        => new("DAG2314", at, $"'{task}' cannot be removed: a substitution of '{edges}' names it.") { Hint = $"take that back first: restore {edges}" };

    public static Diagnostic StandsForItself(SourceLocation at, TaskName task)
        => new("DAG2315", at, $"'{task}' stands for itself already.");

    public static Diagnostic ProductIsGiven(SourceLocation at, TaskName task, SourceLocation pinned)
        => new("DAG2317", at, $"the product of '{task}' is given by hand, and there would be no product any more.")
        {
            Hint = $"take it away first: unpin {task}",
            Notes = [new(pinned, "it is given here")],
        };

    public static Diagnostic OnlyAtThePrompt(SourceLocation at, string word)
        => new("DAG2316", at, $"'{word}' is for the prompt and for -c: a file says what holds, and has no session to ask or to step back in.");
}
