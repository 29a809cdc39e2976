namespace Dag.Interpreter.Tracking;

/// <summary>The words for what became of a task: the journal, the lists of runs and their JSON have the same.</summary>
public static class WorkEndWords
{
    private static readonly string[] Words = Enum.GetNames<WorkEnd>().Select(name => name.ToLowerInvariant()).ToArray();

    public static IReadOnlyList<WorkEnd> All { get; } = Enum.GetValues<WorkEnd>();

    public static string Word(this WorkEnd end) => Words[(int)end];

    /// <summary>Null where it is none of the words.</summary>
    public static WorkEnd? Find(string? word) => Array.IndexOf(Words, word) is >= 0 and var place ? (WorkEnd)place : null;
}
