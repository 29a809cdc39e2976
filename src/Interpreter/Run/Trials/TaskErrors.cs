using Dag.Interpreter.Code.Bodies;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Run.Trials;

/// <summary>How a task can fail once it runs. What its process or product has to say for itself comes from there.</summary>
internal static class TaskErrors
{
    public static Diagnostic Threw(SourceLocation at, TaskName task, string exception, string message, EquatableList<DiagnosticNote> frames)
        => new("DAG5001", at, $"task '{task}' failed: {exception}: {Sentence.Of(message)}") { Notes = frames };

    public static Diagnostic ProcessFailed(SourceLocation at, TaskName task, string explanation)
        => new("DAG5002", at, $"task '{task}' {explanation}.");

    public static Diagnostic TookTooLong(SourceLocation at, TaskName task, TimeSpan limit, bool stopped)
        => new("DAG5003", at, $"task '{task}' took longer than its timeout of {Duration(limit)}{(stopped ? "" : ", and goes on all the same")}.")
        {
            Hint = stopped ? null : "a C# body stops only where it looks at task.Cancellation; this one is left behind",
        };

    public static Diagnostic ProductRefused(SourceLocation at, TaskName task, string why, EquatableList<DiagnosticNote> notes)
        => new("DAG5004", at, $"task '{task}' made what its product may not be: {Sentence.Of(why)}") { Notes = notes };

    public static Diagnostic ProductUnreadable(SourceLocation at, TaskName task, string why, string? hint)
        => new("DAG5005", at, $"task '{task}' {Sentence.Of(why)}") { Hint = hint };

    public static Diagnostic NoProduct(SourceLocation at, TaskName task, string type)
        => new("DAG5006", at, $"task '{task}' gave null where its product '{type}' was due.");

    public static Diagnostic VariableUnwritable(SourceLocation at, TaskName task, string variable, string why)
        => new("DAG5007", at, $"'{variable}' cannot be given to the script of task '{task}': {Sentence.Of(why)}");

    public static Diagnostic Unstorable(SourceLocation at, TaskName task, string why)
        => new("DAG5020", at, BodyErrors.UnstorableText(task.Text, "what it made", why));

    public static Diagnostic MayBeCutShort(SourceLocation at, TaskName task)
        => new("DAG5021", at, $"task '{task}' ended well, but the disk that it wrote to is full, so what it made may be cut short.");

    public static Diagnostic LeftRunning(SourceLocation at, TaskName task, string processes)
        => new("DAG5023", at, $"task '{task}' left processes running, which were killed: {processes}")
        {
            Severity = Severity.Warning,
            Hint = "a script's processes end with it: 'wait' for those that it starts in the background",
        };

    public static Diagnostic NotEnded(SourceLocation at, TaskName task, string processes)
        => new("DAG5024", at, $"task '{task}' has ended, but processes that it started could not be: {processes}")
        {
            Severity = Severity.Warning,
            Hint = "end them by hand; the system refuses to, or one waits for a device",
        };

    public static Diagnostic InputChanged(SourceLocation at, TaskName task, string files)
        => new("DAG5022", at, $"the product of task '{task}' is not stored: {files} changed while the task ran")
        {
            Severity = Severity.Warning,
            Hint = "the tasks that need the product had it in this run; the task runs again next time",
        };

    /// <param name="others">Who ran beside it and may have done it instead.</param>
    public static Diagnostic EndedProcess(SourceLocation at, TaskName task, EquatableList<string> others)
        => new("DAG5030", at, $"task '{task}'{string.Concat(others.Select(other => $" or {other}"))} ended the process")
        {
            Hint = "a body fails by throwing, and succeeds by returning; Environment.Exit and Environment.FailFast would end all other tasks with it",
        };

    public static Diagnostic ThrewUncaught(SourceLocation at, TaskName task, string exception, string message, EquatableList<DiagnosticNote> frames)
        => new("DAG5031", at, $"task '{task}' failed: {exception} was thrown where nothing can catch it: {Sentence.Of(message)}")
        {
            Notes = frames,
            Hint = "let an async method return Task and await it, and catch in threads and timers what they throw",
        };

    public static Diagnostic RecursedTooDeeply(SourceLocation at, TaskName task, EquatableList<DiagnosticNote> frames)
        => new("DAG5032", at, $"task '{task}' failed: the stack is full: the recursion is too deep, or never ends") { Notes = frames };

    private static string Duration(TimeSpan length) => Language.Values.ValuePrinter.Print(new Language.Values.DagValue.Duration(length));
}
