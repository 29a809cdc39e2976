using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>A task whose product is in the store: its work's fingerprint and behind it the digest of its product's content, and what that was held against.</summary>
internal sealed record SnapshotTask(ReadOnlyMemory<byte> Digests, string Predicates)
{
    public const int DigestsLength = 2 * Digest;

    private const int Digest = 32;

    public static SnapshotTask Of(Fingerprint work, ContentDigest content, string predicates)
    {
        var digests = new byte[DigestsLength];
        Convert.FromHexString(work.Digits, digests, out _, out _);
        Convert.FromHexString(content.Digits, digests.AsSpan(Digest), out _, out _);
        return new(digests, predicates);
    }

    public ReadOnlySpan<byte> Work => Digests.Span[..Digest];

    public ReadOnlySpan<byte> Content => Digests.Span[Digest..];
}
