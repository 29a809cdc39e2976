using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Collections;

namespace Dag.Interpreter.State.Journals;

/// <summary>A run as the journal has it. One that was killed has no end.</summary>
public sealed record RunRecord(string Name, DateTimeOffset At, string File, EquatableList<string> Targets, EquatableList<TaskRecord> Tasks, JournalEnd? End, TimeSpan Took)
{
    /// <summary>What was let go in it.</summary>
    public EquatableList<EvictionRecord> Lost { get; init; }

    /// <summary>Whether its journal has format 1, in which parts have no kinds.</summary>
    internal bool IsOfFormat1 { get; init; }

    /// <summary>The run whose work it only did again, where all of it was there.</summary>
    public string? Repeats { get; init; }

    public int Count(TaskOutcome outcome) => Tasks.Count(task => task.Outcome == outcome);

    /// <summary>Whether it ran a file, which may have been moved since with the folder it lies in.</summary>
    public bool IsOf(string file) => File == file || (Path.GetFileName(File) == Path.GetFileName(file) && !System.IO.File.Exists(File));

    /// <summary>What became of a task in it: of its last trial, where it was tried and then taken as it was.</summary>
    public TaskRecord? Find(string task) => Tasks.LastOrDefault(each => each.Task == task && each.Outcome != TaskOutcome.Reused) ?? Tasks.LastOrDefault(each => each.Task == task);

    /// <summary>Who did the same work in it.</summary>
    public TaskRecord? Maker(TaskRecord task) => Tasks.FirstOrDefault(each => each.Outcome == TaskOutcome.Made && each.Work == task.Work);
}

/// <summary>Record of what was decided about a product, and why.</summary>
public sealed record CacheRecord(CachePlace Place, string Why)
{
    // What journals of format 1 say of each place, before the reason.
    private static readonly (CachePlace Place, string Before)[] Older =
    [
        (CachePlace.Disk, "kept on disk: "), (CachePlace.Refused, "kept in memory only: the disk would not take it: "), (CachePlace.Memory, "kept in memory only: "),
        (CachePlace.Nowhere, "kept nowhere: "), (CachePlace.Unstorable, "not to be stored: "),
    ];

    /// <summary>The place as a journal has it.</summary>
    public string Word => Place switch
    {
        CachePlace.Disk => "disk",
        CachePlace.Memory => "memory",
        CachePlace.Nowhere => "nowhere",
        CachePlace.Unstorable => "unstorable",
        _ => "refused",
    };

    /// <summary>Null where the word names no place.</summary>
    internal static CacheRecord? Find(string? word, string? why) => word switch
    {
        "disk" => new(CachePlace.Disk, why ?? ""),
        "memory" => new(CachePlace.Memory, why ?? ""),
        "nowhere" => new(CachePlace.Nowhere, why ?? ""),
        "unstorable" => new(CachePlace.Unstorable, why ?? ""),
        "refused" => new(CachePlace.Refused, why ?? ""),
        _ => null,
    };

    /// <summary>The record that a sentence of a journal of format 1 stands for; null where it is none.</summary>
    internal static CacheRecord? FindOlder(string? sentence)
    {
        if (sentence is null)
            return null;

        foreach (var (place, before) in Older)
        {
            if (sentence.StartsWith(before, StringComparison.Ordinal))
                return new(place, sentence[before.Length..]);
        }

        return null;
    }

    public override string ToString() => Place switch
    {
        CachePlace.Disk => $"cached on disk: {Why}",
        CachePlace.Memory => $"cached in memory only: {Why}",
        CachePlace.Nowhere => $"not cached: {Why}",
        CachePlace.Unstorable => $"not storable: {Why}",
        _ => $"cached in memory only: cannot write to disk: {Why}",
    };
}

/// <summary>Where a product is kept.</summary>
public enum CachePlace
{
    Disk,
    Memory,
    Nowhere,

    /// <summary>In memory: it cannot be stored.</summary>
    Unstorable,

    /// <summary>In memory: the disk refused it.</summary>
    Refused,
}

/// <summary>A product that was kept in memory, and let go during a run: whose it was, of what work, and why.</summary>
public sealed record EvictionRecord(string Task, string Work, string Why);

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
    // Every run that is up to date writes one; the names of an enum would be found by reflection.
    public static string Word(this JournalEnd end) => end switch
    {
        JournalEnd.Succeeded => "succeeded",
        JournalEnd.Failed => "failed",
        _ => "interrupted",
    };

    /// <summary>Null where it is none of the words.</summary>
    public static JournalEnd? Find(string? word) => word switch
    {
        "succeeded" => JournalEnd.Succeeded,
        "failed" => JournalEnd.Failed,
        "interrupted" => JournalEnd.Interrupted,
        _ => null,
    };
}

/// <summary>A named part of a fingerprint: its digest, and what it looked like, where that may be shown.</summary>
public sealed record PartRecord(string Name, string Digest)
{
    public PartKind Kind { get; init; }

    public string? Shown { get; init; }

    /// <summary>The C# type of a value.</summary>
    public string? Type { get; init; }

    public string? Origin { get; init; }

    /// <summary>Of a dep the task that made it.</summary>
    public string? Maker { get; init; }

    public string? At { get; init; }

    /// <summary>What it is made of, where more than one thing.</summary>
    public EquatableList<PartRecord> Within { get; init; } = [];
}

/// <summary>What became of one task in one run, as the journal has it.</summary>
/// <param name="Work">Its fingerprint, where it has one.</param>
/// <param name="Parts">The named parts of the fingerprint; none where it was reused: they are where it was made.</param>
public sealed record TaskRecord(string Task, TaskOutcome Outcome, string? Work, TimeSpan Took, EquatableList<PartRecord> Parts)
{
    /// <summary>Whether it came to an end by itself, with the parts of its work written down.</summary>
    public bool IsTried => Outcome is TaskOutcome.Made or TaskOutcome.Failed && !Parts.IsEmpty;

    /// <summary>Why it ran though the same work had been done before, or was not tried, where that was so.</summary>
    public string? Because { get; init; }

    /// <summary>The failed task that it needs, where it was blocked.</summary>
    public string? BlockedBy { get; init; }

    /// <summary>Where its product is kept, and why.</summary>
    public CacheRecord? Kept { get; init; }

    /// <summary>Its trials, where it was tried more than once.</summary>
    public EquatableList<TrialRecord> Trials { get; init; } = [];
}
