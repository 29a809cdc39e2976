using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Surface;
using Microsoft.Extensions.Caching.Memory;

namespace Dag.Interpreter.Caching;

/// <summary>The products of this process by fingerprint, as many as a bound allows; the least used go first.</summary>
public sealed class ProductCache(int most = 100_000) : IDisposable
{
    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = most });

    public bool TryFind(Fingerprint fingerprint, out ClrValue product)
    {
        var isKnown = kept.TryGetValue(fingerprint, out ClrValue found);
        product = found;
        return isKnown;
    }

    public void Keep(Fingerprint fingerprint, ClrValue product) => kept.Set(fingerprint, product, new MemoryCacheEntryOptions { Size = 1 });

    public void Dispose() => kept.Dispose();
}
