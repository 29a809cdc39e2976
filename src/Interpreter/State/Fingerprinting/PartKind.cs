namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>Kind of a part of a fingerprint, by which a difference between two is described.</summary>
public enum PartKind
{
    Other,
    Option,
    Code,
    Usings,
}
