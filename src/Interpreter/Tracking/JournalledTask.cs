using Dag.Language.Collections;

namespace Dag.Interpreter.Tracking;

/// <summary>What became of one task in one run, as the journal has it.</summary>
/// <param name="Outcome"><c>made</c>, <c>reused</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Work">Its fingerprint, where it has one.</param>
/// <param name="Parts">The named parts of the fingerprint; none where it was reused: they are where it was made.</param>
public sealed record JournalledTask(string Task, string Outcome, string? Work, TimeSpan Took, EquatableList<JournalledPart> Parts)
{
    /// <summary>Why it ran though the same work had been done before, where that was so.</summary>
    public string? Because { get; init; }

    /// <summary>Where its product is kept, and why.</summary>
    public string? Kept { get; init; }
}

/// <summary>A named part of a fingerprint: its digest, and what it looked like, where that may be shown.</summary>
public sealed record JournalledPart(string Name, string Digest, string? Shown, string? Origin, string? At);
