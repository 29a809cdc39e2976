using Dag.Interpreter.State.Fingerprinting;
using Microsoft.Extensions.Caching.Memory;

namespace Dag.Interpreter.State.Caching;

/// <summary>Product in the memory of this process.</summary>
/// <param name="task">Name of its task, for messages.</param>
/// <param name="size">Bytes of memory that it takes.</param>
/// <param name="isElsewhere">Whether the store has it as well.</param>
internal sealed class CacheEntry(CachedProduct.InMemory product, Fingerprint work, string task, long size, bool isElsewhere)
{
    public CachedProduct.InMemory Product { get; set; } = product;

    /// <summary>Time of the last request for it, as the clock counts.</summary>
    public long Used { get; set; }

    public Fingerprint Work => work;

    public string Task => task;

    public long Size => size;

    public bool IsElsewhere => isElsewhere;
}

/// <summary>
/// Cache of products with a limit in bytes. Its owner decides which entries are evicted: the library would evict the least recently used, in the background, and report it later on
/// another thread, so every entry has the priority at which the library evicts none.
/// </summary>
internal sealed class BoundedCache(long limit)
{
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = limit, ExpirationScanFrequency = TimeSpan.MaxValue });

    public IEnumerable<CacheEntry> All => cache.Keys.Select(key => cache.Get<CacheEntry>(key)).OfType<CacheEntry>();

    public CacheEntry? Find(string digits) => cache.Get<CacheEntry>(digits);

    public void Add(CacheEntry product)
    {
        using var entry = cache.CreateEntry(product.Work.Digits);
        entry.Value = product;
        entry.Size = product.Size;
        entry.Priority = CacheItemPriority.NeverRemove;
    }

    public void Remove(string digits) => cache.Remove(digits);
}
