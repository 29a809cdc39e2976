using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Caching;

/// <summary>The products of this process by fingerprint, up to a bound in bytes; where that is reached, the largest and oldest go first.</summary>
public sealed class ProductMemory(long bound, TimeProvider clock)
{
    private const int MostRemembered = 10_000;

    // What it takes to know of one.
    private const int Overhead = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Held> held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LetGo> gone = new(StringComparer.Ordinal);

    /// <summary>How much memory the products take, about.</summary>
    public long Size { get; private set; }

    public long Bound => bound;

    /// <summary>A quarter of the memory there is, at most a gigabyte.</summary>
    public static long DefaultBound => Math.Min(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    internal KeptProduct.InMemory? Find(Fingerprint fingerprint)
    {
        lock (gate)
        {
            if (!held.TryGetValue(fingerprint.Digits, out var found))
                return null;

            held[fingerprint.Digits] = found with { Used = clock.GetTimestamp() };
            return found.Product;
        }
    }

    /// <summary>What was here and had to go, where nothing has come in its place.</summary>
    internal LetGo? FindLetGo(Fingerprint fingerprint)
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
    internal IReadOnlyList<LetGo> Keep(Fingerprint fingerprint, KeptProduct.InMemory product, string task, bool isElsewhere)
    {
        if (!HasRoomFor(product.Value, out var size))
            return [];

        lock (gate)
        {
            Remove(fingerprint.Digits);
            gone.Remove(fingerprint.Digits);
            held.Add(fingerprint.Digits, new(product, fingerprint, task, size, isElsewhere, clock.GetTimestamp()));
            Size += size;
            return Size > bound ? MakeRoom(fingerprint) : [];
        }
    }

    internal void Renew(Fingerprint fingerprint, string predicates)
    {
        lock (gate)
        {
            if (held.TryGetValue(fingerprint.Digits, out var found))
                held[fingerprint.Digits] = found with { Product = found.Product with { Predicates = predicates } };
        }
    }

    // Down to three quarters at once, so that it is not done for every product; what has just come is wanted, and goes last.
    private List<LetGo> MakeRoom(Fingerprint latest)
    {
        var (now, lost) = (clock.GetTimestamp(), new List<LetGo>());
        foreach (var each in held.Values.OrderBy(each => each.Work == latest).ThenByDescending(each => (double)each.Size * (now - each.Used + 1)).ToList())
        {
            if (Size <= bound / 4 * 3 || (each.Work == latest && Size <= bound))
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

    private void Remove(string digits)
    {
        if (held.Remove(digits, out var left))
            Size -= left.Size;
    }

    private sealed record Held(KeptProduct.InMemory Product, Fingerprint Work, string Task, long Size, bool IsElsewhere, long Used);
}
