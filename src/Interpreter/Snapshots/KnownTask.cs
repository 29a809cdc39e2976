namespace Dag.Interpreter.Snapshots;

/// <summary>A task whose product is in the store: 32 bytes of its work's fingerprint, 32 of its product's content, and what that was held against.</summary>
internal sealed record KnownTask(ReadOnlyMemory<byte> Digests, string Predicates)
{
    public ReadOnlySpan<byte> Work => Digests.Span[..32];

    public ReadOnlySpan<byte> Content => Digests.Span[32..];
}
