namespace Dag.Interpreter.State.Journals;

/// <summary>The words for what became of a task: the journal, the lists of runs and their JSON have the same.</summary>
public static class TaskOutcomeText
{
    private static readonly string[] Words = Enum.GetNames<TaskOutcome>().Select(name => name.ToLowerInvariant()).ToArray();

    public static IReadOnlyList<TaskOutcome> All { get; } = Enum.GetValues<TaskOutcome>();

    public static string Word(this TaskOutcome end) => Words[(int)end];

    /// <summary>Null where it is none of the words.</summary>
    public static TaskOutcome? Find(string? word) => Array.IndexOf(Words, word) is >= 0 and var place ? (TaskOutcome)place : null;
}
