using Dag.Language.Collections;

namespace Dag.Interpreter.Fingerprinting;

/// <summary>What a value is, whatever made it: SHA-256 over its content, in hexadecimal; how much of it there is, in bytes; and the types of the program's own in it.</summary>
public sealed record ContentDigest(string Digits, long Size, EquatableList<string> Types)
{
    public override string ToString() => Digits;
}
