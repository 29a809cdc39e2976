using System.Security.Cryptography;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>What makes two pieces of work the same: SHA-256 over an injective walk of all that counts, in hexadecimal.</summary>
// A class for the same reason as the names of tasks: maps keyed by it come compiled with .NET.
public sealed record Fingerprint(string Digits)
{
    internal static Fingerprint Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(bytes, digest);
        return new(Convert.ToHexStringLower(digest));
    }

    public override string ToString() => Digits;
}
