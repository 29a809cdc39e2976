using Dag.Language.Collections;
using Dag.Language.Types;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>What a value is, whatever made it: SHA-256 over its content, in hexadecimal; how much of it there is, in bytes; and the types of the program's own in it.</summary>
public sealed record ContentDigest(string Digits, long Size, EquatableList<string> Types)
{
    /// <summary>SHA-256 of its bytes alone, where it is one long text or one long array of numbers: the store need not hash those again.</summary>
    public string? OfBytes { get; init; }

    public override string ToString() => Digits;
}

/// <summary>What a dep made: under which name the body sees it, as which type, and its content.</summary>
internal sealed record DepContent(string Name, DagType Type, ContentDigest Content)
{
    /// <summary>Who made it, for people: it does not count.</summary>
    public string? Maker { get; init; }
}
