using Dag.Language.Collections;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>A fingerprint, and on demand the named parts of the walk it was made from.</summary>
internal sealed record WorkFingerprint(Fingerprint Fingerprint, Func<EquatableList<FingerprintPart>> Parts)
{
    /// <summary>The files and folders it was made from; none: there are none.</summary>
    public InputStamps? Inputs { get; init; }
}
