using Dag.Interpreter.State.Fingerprinting;
using Microsoft.Extensions.Caching.Memory;

namespace Dag.Interpreter.State.Caching;

/// <summary>A product in the memory of this process.</summary>
/// <param name="task">Whose it is, for people.</param>
/// <param name="size">What it takes of memory, in bytes.</param>
/// <param name="isElsewhere">Whether it is in the store as well.</param>
internal sealed class HeldProduct(CachedProduct.InMemory product, Fingerprint work, string task, long size, bool isElsewhere)
{
    public CachedProduct.InMemory Product { get; set; } = product;

    /// <summary>When it was last asked for, as the clock counts.</summary>
    public long Used { get; set; }

    public Fingerprint Work => work;

    public string Task => task;

    public long Size => size;

    public bool IsElsewhere => isElsewhere;
}

/// <summary>
/// Products in a cache that never has more bytes in it than its limit. Which of them go is not for it to say: it would let the least recently used go, in the background, and tell
/// of it later on another thread; so none is of a priority at which it would.
/// </summary>
internal sealed class HeldProducts(long limit)
{
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = limit, ExpirationScanFrequency = TimeSpan.MaxValue });

    public IEnumerable<HeldProduct> All => cache.Keys.Select(key => cache.Get<HeldProduct>(key)).OfType<HeldProduct>();

    public HeldProduct? Find(string digits) => cache.Get<HeldProduct>(digits);

    public void Add(HeldProduct product)
    {
        using var entry = cache.CreateEntry(product.Work.Digits);
        entry.Value = product;
        entry.Size = product.Size;
        entry.Priority = CacheItemPriority.NeverRemove;
    }

    public void Remove(string digits) => cache.Remove(digits);
}
