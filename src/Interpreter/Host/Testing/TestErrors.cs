using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Host.Testing;

/// <summary>How a test can fail. A secret is in none of it.</summary>
internal static class TestErrors
{
    private const int MostTasks = 3;
    private const int MostErrors = 5;

    public static Diagnostic DoesNotHold(SourceLocation at, TaskName task, DagType type, ClrValue value)
        => new("DAG5101", at, $"this does not hold for the product of '{task}'.") { Notes = [ValueOf(task, type, value)] };

    public static Diagnostic ConditionThrew(
        SourceLocation at, TaskName task, DagType type, ClrValue value, string exception, string message, IEnumerable<DiagnosticNote> frames)
        => new("DAG5102", at, $"this threw for the product of '{task}': {exception}: {Sentence.Of(message)}")
        {
            Notes = [ValueOf(task, type, value), .. frames],
        };

    public static Diagnostic NotMade(SourceLocation at, EquatableList<TaskName> tasks, Diagnostic cause)
        => new("DAG5103", at, $"{NameList.Quoted(tasks, MostTasks)} cannot be made here: {cause.Message}")
        {
            Hint = cause.Hint,
            Notes = [.. PlaceOf(cause, "it failed here"), .. cause.Notes],
        };

    /// <param name="isRun">Whether it was run, or only changed something.</param>
    public static Diagnostic NoErrorCame(SourceLocation at, bool isRun)
        => new("DAG5104", at, isRun ? "this ran, though an error is expected of it." : "this was taken, though an error is expected of it.")
        {
            Hint = isRun ? null : "what is refused only when it runs is expected of a run: expect error \"…\" from run …",
        };

    public static Diagnostic OtherErrorCame(SourceLocation at, EquatableList<Diagnostic> came)
    {
        var notes = came.Take(MostErrors).Select(error => new DiagnosticNote(error.At, error.Message));
        var (what, more) = (came.Count == 1 ? "an error came, but its message does" : "errors came, but none of their messages does", came.Count - MostErrors);
        return new("DAG5105", at, $"{what} not say this.") { Notes = [.. notes, .. more > 0 ? [new DiagnosticNote(null, $"and {more} more")] : Array.Empty<DiagnosticNote>()] };
    }

    public static Diagnostic Refused(SourceLocation at, Diagnostic cause)
        => new("DAG5106", at, $"this is refused: {cause.Message}")
        {
            Hint = InvokingErrors.IsOptionMissing(cause) ? "give it one in the test: set task.option = value" : cause.Hint,
            Notes = [.. PlaceOf(cause, "because of this"), .. cause.Notes],
        };

    public static Diagnostic NothingToHold(SourceLocation at, TaskName task)
        => new("DAG5107", at, $"'{task}' makes nothing that a condition could be about.") { Hint = $"expect {task}, without where, holds when it has run" };

    private static DiagnosticNote ValueOf(TaskName task, DagType type, ClrValue value) => new(null, $"'{task}' is {TypeChecker.Show(value, type)}");

    private static IEnumerable<DiagnosticNote> PlaceOf(Diagnostic cause, string word) => cause.At is { } at ? [new(at, word)] : [];
}
