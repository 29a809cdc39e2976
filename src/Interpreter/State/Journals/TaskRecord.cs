using Dag.Language.Collections;

namespace Dag.Interpreter.State.Journals;

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
}
