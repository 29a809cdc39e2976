using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.State.Journals;

/// <summary>What became of a task in a run: made, reused, given by hand, failed, blocked by what it needs, or cancelled.</summary>
public enum TaskOutcome
{
    Made,
    Reused,
    Given,
    Failed,
    Blocked,
    Cancelled,
}

/// <summary>Why a task failed, and the last lines of what it wrote.</summary>
public sealed record TaskFailure(Diagnostic Diagnostic, EquatableList<string> Log)
{
    public static TaskFailure Of(Diagnostic diagnostic) => new(diagnostic, []);
}

/// <summary>The words for what became of a task: the journal, the lists of runs and their JSON have the same.</summary>
public static class TaskOutcomeText
{
    private static readonly string[] Words = Enum.GetNames<TaskOutcome>().Select(name => name.ToLowerInvariant()).ToArray();

    public static IReadOnlyList<TaskOutcome> All { get; } = Enum.GetValues<TaskOutcome>();

    public static string Word(this TaskOutcome end) => Words[(int)end];

    /// <summary>Null where it is none of the words.</summary>
    public static TaskOutcome? Find(string? word) => Array.IndexOf(Words, word) is >= 0 and var place ? (TaskOutcome)place : null;
}
