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
        => new("DAG2301", at, $"this would create a dependency cycle: {string.Join(" -> ", way)}") { Hint = "an arrow points from a task to its dep" };

    public static Diagnostic ProductDoesNotFit(SourceLocation at, TaskName given, DagType? makes, TaskName consumer, DagType wanted, SourceLocation declared)
        => new("DAG2302", at, makes is null
            ? $"'{given}' has no product; '{consumer}' expects a '{wanted}'"
            : $"'{given}' produces a '{makes}'; '{consumer}' expects a '{wanted}': {Assignability.WhyNot(wanted, makes)}") { Notes = [new(declared, "required here")] };

    public static Diagnostic OptionIsSet(SourceLocation at, OptionName option, SourceLocation set)
        => new("DAG2303", at, $"'{option}' is set, but the new '{option.Task}' has no option '{option.Name}'")
        {
            Hint = $"remove the value first: unset {option}",
            Notes = [new(set, "set here")],
        };

    public static Diagnostic NotSet(SourceLocation at, OptionName option)
        => new("DAG2304", at, $"option '{option}' is not set");

    public static Diagnostic StillNeeded(SourceLocation at, string what, EquatableList<(TaskName Task, TaskName By)> edges)
    {
        var needed = edges.Select(edge => edge.Task).Distinct().ToEquatableList();
        var by = edges.Select(edge => edge.By).Distinct().ToEquatableList();
        return new("DAG2305", at, $"{NameList.Quoted(needed)} cannot be {what}: {NameList.Quoted(by)} {(by.Count == 1 ? "depends" : "depend")} on it")
        {
            Hint = needed.Count == 1 ? $"substitute it (substitute {needed[0]} with …), pin it (pin {needed[0]} = …), or name both tasks" : null,
        };
    }

    public static Diagnostic IsDisabled(SourceLocation at, TaskName task, SourceLocation disabled)
        => new("DAG2306", at, $"'{task}' is disabled")
        {
            Hint = $"enable {task}",
            Notes = [new(disabled, "disabled here")],
        };

    public static Diagnostic AlreadySo(SourceLocation at, EquatableList<TaskName> tasks, string state)
        => new("DAG2307", at, $"{NameList.Quoted(tasks)} {(tasks.Count == 1 ? "is" : "are")} {state}");

    /// <param name="itself">The only one that needs it, where that is the task that was to stand in.</param>
    public static Diagnostic NobodyNeeds(SourceLocation at, TaskName task, TaskName? itself)
        => new("DAG2308", at, $"no task {(itself is null ? "" : $"but '{itself}' itself ")}depends on '{task}': nothing to substitute");

    public static Diagnostic DoesNotNeed(SourceLocation at, TaskName consumer, TaskName task)
        => new("DAG2309", at, $"'{consumer}' does not depend on '{task}'");

    public static Diagnostic NotSubstituted(SourceLocation at, EdgeName edges, string? hint)
        => new("DAG2310", at, $"'{edges}' is not substituted") { Hint = hint };

    public static Diagnostic MakesNothing(SourceLocation at, TaskName task)
        => new("DAG2311", at, $"cannot pin '{task}': it has no product") { Hint = $"disable it (disable {task}), or override it (override task {task} {{ … }})" };

    public static Diagnostic NamesNothing(SourceLocation at)
        => new("DAG2312", at, "no task selected");

    public static Diagnostic NameTaken(SourceLocation at, string name, SourceLocation? taken)
        => new("DAG2313", at, $"duplicate task '{name}'") { Notes = taken is null ? [] : [new DiagnosticNote(taken, "defined here")] };

    public static Diagnostic StandsIn(SourceLocation at, TaskName task, EdgeName edges)
        => new("DAG2314", at, $"'{task}' cannot be removed: it substitutes '{edges}'") { Hint = $"undo the substitution first: restore {edges}" };

    public static Diagnostic StandsForItself(SourceLocation at, TaskName task)
        => new("DAG2315", at, $"cannot substitute '{task}' with itself");

    public static Diagnostic ProductIsGiven(SourceLocation at, TaskName task, SourceLocation pinned)
        => new("DAG2317", at, $"'{task}' is pinned, but the new '{task}' has no product")
        {
            Hint = $"remove the pin first: unpin {task}",
            Notes = [new(pinned, "pinned here")],
        };

    public static Diagnostic OnlyAtThePrompt(SourceLocation at, string word)
        => new("DAG2316", at, $"'{word}' can only be used at the prompt or with -c");
}
