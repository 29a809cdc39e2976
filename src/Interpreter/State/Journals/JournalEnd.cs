namespace Dag.Interpreter.State.Journals;

/// <summary>How a run ended, as its journal has it.</summary>
public enum JournalEnd
{
    Succeeded,
    Failed,
    Interrupted,
}

/// <summary>The words for how a run ended: journals, the list of runs and its JSON have the same.</summary>
public static class JournalEndText
{
    private static readonly string[] Words = Enum.GetNames<JournalEnd>().Select(name => name.ToLowerInvariant()).ToArray();

    public static string Word(this JournalEnd end) => Words[(int)end];

    /// <summary>Null where it is none of the words.</summary>
    public static JournalEnd? Find(string? word) => Array.IndexOf(Words, word) is >= 0 and var place ? (JournalEnd)place : null;
}
