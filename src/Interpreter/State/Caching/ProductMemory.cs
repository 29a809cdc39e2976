using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.Caching;

/// <summary>
/// The products of this process by fingerprint, up to a bound in bytes; where that is reached, the largest and oldest go first. The first few are held in a table: only where more are
/// to be held is the library loaded that bounds the rest.
/// </summary>
internal sealed class ProductMemory(long bound, TimeProvider clock)
{
    private const int MostRemembered = 10_000;

    // Loading the library takes longer than a small run may take for all of its products.
    private const int MostInTable = 32;

    // What it takes to know of one.
    private const int Overhead = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, CacheEntry> table = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Eviction> gone = new(StringComparer.Ordinal);
    private BoundedCache? cache;

    /// <summary>How much memory the products take, about.</summary>
    public long Size { get; private set; }

    public long Bound => bound;

    /// <summary>A quarter of the memory there is, at most a gigabyte.</summary>
    public static long DefaultBound => Math.Min(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    internal CachedProduct.InMemory? Find(Fingerprint fingerprint)
    {
        lock (gate)
        {
            if (FindHeld(fingerprint.Digits) is not { } found)
                return null;

            found.Used = clock.GetTimestamp();
            return found.Product;
        }
    }

    /// <summary>What was here and had to go, where nothing has come in its place.</summary>
    internal Eviction? FindLetGo(Fingerprint fingerprint)
    {
        lock (gate)
            return gone.GetValueOrDefault(fingerprint.Digits);
    }

    /// <summary>Whether there is room for a product at all: what is bigger than that would only push the rest out.</summary>
    internal bool HasRoomFor(ClrValue value, out long size)
    {
        size = HeapSize.Of(value) + Overhead;
        return size <= bound;
    }

    /// <summary>Keeps a product if there can be room for it, and gives those that had to go for it and are nowhere else.</summary>
    internal IReadOnlyList<Eviction> Keep(Fingerprint fingerprint, CachedProduct.InMemory product, string task, bool isElsewhere)
    {
        if (!HasRoomFor(product.Value, out var size))
            return [];

        lock (gate)
        {
            Remove(fingerprint.Digits);
            gone.Remove(fingerprint.Digits);
            // Before it comes: the cache never has more in it than its limit, and so never chooses itself what goes.
            var lost = Size + size > bound ? MakeRoom(size) : [];
            Add(new(product, fingerprint, task, size, isElsewhere) { Used = clock.GetTimestamp() });
            return lost;
        }
    }

    /// <summary>Forgets products, and that they were evicted.</summary>
    /// <param name="isMeant">By the task that made it and its work.</param>
    internal void Forget(Func<string, Fingerprint, bool> isMeant)
    {
        lock (gate)
        {
            foreach (var evicted in gone.Values.Where(each => isMeant(each.Task, each.Work)).ToList())
                gone.Remove(evicted.Work.Digits);
            foreach (var held in table.Values.Concat(cache?.All ?? []).Where(each => isMeant(each.Task, each.Work)).ToList())
                Remove(held.Work.Digits);
        }
    }

    internal void Renew(Fingerprint fingerprint, string predicates)
    {
        lock (gate)
        {
            if (FindHeld(fingerprint.Digits) is { } found)
                found.Product = found.Product with { Predicates = predicates };
        }
    }

    // Down to three quarters at once, so that it is not done for every product.
    private List<Eviction> MakeRoom(long coming)
    {
        var (now, lost) = (clock.GetTimestamp(), new List<Eviction>());
        foreach (var each in table.Values.Concat(cache?.All ?? []).OrderByDescending(each => (double)each.Size * (now - each.Used + 1)).ToList())
        {
            if (Size + coming <= bound / 4 * 3)
                break;

            Remove(each.Work.Digits);
            if (!each.IsElsewhere)
                lost.Add(new(each.Task, each.Work, each.Size, bound));
        }

        if (gone.Count + lost.Count > MostRemembered)
            gone.Clear();
        foreach (var each in lost)
            gone[each.Work.Digits] = each;
        return lost;
    }

    private CacheEntry? FindHeld(string digits) => table.GetValueOrDefault(digits) ?? cache?.Find(digits);

    private void Add(CacheEntry product)
    {
        Size += product.Size;
        if (cache is null && table.Count < MostInTable)
        {
            table.Add(product.Work.Digits, product);
            return;
        }

        (cache ??= new(bound)).Add(product);
    }

    private void Remove(string digits)
    {
        if (FindHeld(digits) is not { } left)
            return;

        Size -= left.Size;
        if (!table.Remove(digits))
            cache?.Remove(digits);
    }
}
