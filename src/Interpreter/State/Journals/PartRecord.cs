using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Collections;

namespace Dag.Interpreter.State.Journals;

/// <summary>A named part of a fingerprint: its digest, and what it looked like, where that may be shown.</summary>
public sealed record PartRecord(string Name, string Digest)
{
    public PartKind Kind { get; init; }

    public string? Shown { get; init; }

    /// <summary>The C# type of a value.</summary>
    public string? Type { get; init; }

    public string? Origin { get; init; }

    public string? At { get; init; }

    /// <summary>What it is made of, where more than one thing.</summary>
    public EquatableList<PartRecord> Within { get; init; } = [];
}
