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
        => new("DAG5101", at, $"condition is false for the product of '{task}'") { Notes = [ValueOf(task, type, value)] };

    public static Diagnostic ConditionThrew(
        SourceLocation at, TaskName task, DagType type, ClrValue value, string exception, string message, IEnumerable<DiagnosticNote> frames)
        => new("DAG5102", at, $"condition threw for the product of '{task}': {exception}: {message}")
        {
            Notes = [ValueOf(task, type, value), .. frames],
        };

    public static Diagnostic NotMade(SourceLocation at, EquatableList<TaskName> tasks, Diagnostic cause)
        => new("DAG5103", at, $"cannot run {NameList.Quoted(tasks, MostTasks)}: {cause.Message}")
        {
            Hint = cause.Hint,
            Notes = [.. PlaceOf(cause, "failed here"), .. cause.Notes],
        };

    /// <param name="isRun">Whether it was run, or only changed something.</param>
    public static Diagnostic NoErrorCame(SourceLocation at, bool isRun)
        => new("DAG5104", at, isRun ? "expected an error, but this ran" : "expected an error, but this succeeded")
        {
            Hint = isRun ? null : "for an error at run time: expect error \"…\" from run …",
        };

    public static Diagnostic OtherErrorCame(SourceLocation at, EquatableList<Diagnostic> came)
    {
        var notes = came.Take(MostErrors).Select(error => new DiagnosticNote(error.At, error.Message));
        var (where, more) = (came.Count == 1 ? "the error message" : "one of the error messages", came.Count - MostErrors);
        return new("DAG5105", at, $"expected this text in {where}") { Notes = [.. notes, .. more > 0 ? [new DiagnosticNote(null, $"and {more} more")] : Array.Empty<DiagnosticNote>()] };
    }

    public static Diagnostic Refused(SourceLocation at, Diagnostic cause)
        => new("DAG5106", at, $"this failed: {cause.Message}")
        {
            Hint = cause.Subject == DiagnosticSubject.MissingValue ? "set it in the test: set task.option = value" : cause.Hint,
            Notes = [.. PlaceOf(cause, "because of this"), .. cause.Notes],
        };

    public static Diagnostic NothingToHold(SourceLocation at, TaskName task)
        => new("DAG5107", at, $"'{task}' has no product to check") { Hint = $"to check that it runs: expect {task}, without where" };

    private static DiagnosticNote ValueOf(TaskName task, DagType type, ClrValue value) => new(null, $"'{task}' is {TypeChecker.Show(value, type)}");

    private static IEnumerable<DiagnosticNote> PlaceOf(Diagnostic cause, string word) => cause.At is { } at ? [new(at, word)] : [];
}
