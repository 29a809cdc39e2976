using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Run.Trials;

/// <summary>How a task can fail once it runs. What its process or product has to say for itself comes from there.</summary>
internal static class TaskErrors
{
    public static Diagnostic Threw(SourceLocation at, TaskName task, string exception, string message, EquatableList<DiagnosticNote> frames)
        => new("DAG5001", at, $"task '{task}' failed: {exception}: {message}") { Notes = frames };

    public static Diagnostic ProcessFailed(SourceLocation at, TaskName task, string explanation)
        => new("DAG5002", at, $"task '{task}' {explanation}");

    public static Diagnostic TookTooLong(SourceLocation at, TaskName task, TimeSpan limit, bool stopped)
        => new("DAG5003", at, $"task '{task}' exceeded its timeout of {Duration(limit)}{(stopped ? "" : " and could not be stopped")}")
        {
            Hint = stopped ? null : "a C# body stops only where it checks task.Cancellation",
        };

    public static Diagnostic ProductRefused(SourceLocation at, TaskName task, string why, EquatableList<DiagnosticNote> notes)
        => new("DAG5004", at, $"task '{task}' returned an invalid product: {why}") { Notes = notes };

    public static Diagnostic OtherName(SourceLocation at, TaskName task, string given, ProductName declared, bool isFolder)
        => new("DAG5009", at, $"task '{task}' returned '{PathBytes.Shown(given)}'; its product has the name '{declared.Text}'")
        {
            Hint = isFolder ? "fill task.Folder(), which has that name" : "write to task.File(), which has that name",
            Notes = [new(declared.At, "the name is declared here")],
        };

    public static Diagnostic ProductUnreadable(SourceLocation at, TaskName task, string why, string? hint)
        => new("DAG5005", at, $"task '{task}' {why}") { Hint = hint };

    public static Diagnostic NoProduct(SourceLocation at, TaskName task, string type)
        => new("DAG5006", at, $"task '{task}' returned null; its product is '{type}'");

    /// <param name="wasPublished">Whether something was published there before.</param>
    public static Diagnostic PublishedAndEdited(SourceLocation at, TaskName task, string place, bool wasPublished)
        => new("DAG5050", at, $"the product of task '{task}' is not published: '{PathBytes.Shown(place)}' {(wasPublished ? "was changed since it was last published" : "exists and was not published by dag")}")
        {
            Severity = Severity.Warning,
            Hint = "move it away, or replace it with dag run --overwrite",
        };

    public static Diagnostic NotPublished(SourceLocation at, TaskName task, string place, string why)
        => new("DAG5051", at, $"cannot publish the product of task '{task}' to '{PathBytes.Shown(place)}': {why}");

    public static Diagnostic SecretNotPublished(SourceLocation at, TaskName task)
        => new("DAG5052", at, $"the product of task '{task}' is not published: it contains a secret")
        {
            Hint = "leave the secret out of the product",
        };

    public static Diagnostic VariableUnwritable(SourceLocation at, TaskName task, string variable, string why)
        => new("DAG5007", at, $"cannot pass '{variable}' to the script of task '{task}': {why}");

    public static Diagnostic Unstorable(SourceLocation at, TaskName task, string why)
        => new("DAG5020", at, $"cannot store the product of task '{task}' (cache disk): {why}");

    public static Diagnostic MayBeCutShort(SourceLocation at, TaskName task)
        => new("DAG5021", at, $"task '{task}' succeeded, but the disk is full; its product may be truncated");

    public static Diagnostic LeftRunning(SourceLocation at, TaskName task, string processes)
        => new("DAG5023", at, $"task '{task}' left processes running, which were killed: {processes}")
        {
            Severity = Severity.Warning,
            Hint = "use 'wait' for processes that a script starts in the background",
        };

    public static Diagnostic NotEnded(SourceLocation at, TaskName task, string processes)
        => new("DAG5024", at, $"task '{task}' left processes running that could not be killed: {processes}")
        {
            Severity = Severity.Warning,
            Hint = "kill them manually; one may be waiting for a device",
        };

    public static Diagnostic InputChanged(SourceLocation at, TaskName task, string files)
        => new("DAG5022", at, $"the product of task '{task}' is not stored: {files} changed while the task ran")
        {
            Severity = Severity.Warning,
            Hint = "dependent tasks used the product in this run; the task runs again next time",
        };

    public static Diagnostic ContainsSecret(SourceLocation at, TaskName task, string type)
        => new("DAG5070", at, $"the product of task '{task}' contains a secret, so it is not stored: its type '{type}' is an ordinary one")
        {
            Severity = Severity.Warning,
            Hint = "leave the secret out, or give the product a type that descends from Secret",
        };

    /// <param name="others">Who ran beside it and may have done it instead.</param>
    public static Diagnostic EndedProcess(SourceLocation at, TaskName task, EquatableList<string> others)
        => new("DAG5030", at, $"task '{task}'{string.Concat(others.Select(other => $" or {other}"))} ended the process")
        {
            Hint = "a body fails by throwing; Environment.Exit and Environment.FailFast end all other tasks too",
        };

    public static Diagnostic ThrewUncaught(SourceLocation at, TaskName task, string exception, string message, EquatableList<DiagnosticNote> frames)
        => new("DAG5031", at, $"task '{task}' failed: unhandled {exception}: {message}")
        {
            Notes = frames,
            Hint = "return Task from async methods and await it; catch exceptions in threads and timers",
        };

    public static Diagnostic RecursedTooDeeply(SourceLocation at, TaskName task, EquatableList<DiagnosticNote> frames)
        => new("DAG5032", at, $"task '{task}' failed: stack overflow: the recursion is too deep, or never ends") { Notes = frames };

    public static Diagnostic YieldedOthers(SourceLocation at, TaskName task, int index)
        => new("DAG5060", at, $"task '{task}' yielded another element {index} when it was tried again")
        {
            Hint = "a stream that is tried again has to yield the elements that others have taken already; remove 'retry', or keep the order",
        };

    private static string Duration(TimeSpan length) => Language.Values.ValuePrinter.Print(new Language.Values.DagValue.Duration(length));
}
