using System.Security.Cryptography;

namespace Dag.Interpreter.Fingerprinting;

/// <summary>What makes two pieces of work the same: 32 bytes of SHA-256 over an injective walk of all that counts.</summary>
public readonly record struct Fingerprint(UInt128 High, UInt128 Low)
{
    internal static Fingerprint Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(bytes, digest);
        return new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest), System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest[16..]));
    }

    public override string ToString() => $"{High:x32}{Low:x32}";
}
