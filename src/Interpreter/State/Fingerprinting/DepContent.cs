using Dag.Language.Types;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>What a dep made: under which name the body sees it, as which type, and its content.</summary>
internal sealed record DepContent(string Name, DagType Type, ContentDigest Content)
{
    /// <summary>Who made it, for people: it does not count.</summary>
    public string? Maker { get; init; }
}
