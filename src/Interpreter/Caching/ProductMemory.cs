using Dag.Interpreter.Fingerprinting;

namespace Dag.Interpreter.Caching;

/// <summary>The products of this process by fingerprint, up to a bound in bytes; where that is reached, the largest and oldest go first.</summary>
public sealed class ProductMemory(long bound, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Held> held = new(StringComparer.Ordinal);

    public long Size { get; private set; }

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

    internal void Keep(Fingerprint fingerprint, KeptProduct.InMemory product)
    {
        // What is bigger than all there is room for would only push the rest out.
        var size = product.Content.Size + 256;
        if (size > bound)
            return;

        lock (gate)
        {
            Remove(fingerprint.Digits);
            held.Add(fingerprint.Digits, new(product, size, clock.GetTimestamp()));
            Size += size;
            if (Size > bound)
                MakeRoom();
        }
    }

    internal void Forget(Fingerprint fingerprint)
    {
        lock (gate)
            Remove(fingerprint.Digits);
    }

    // Down to three quarters at once, so that it is not done for every product.
    private void MakeRoom()
    {
        var now = clock.GetTimestamp();
        foreach (var (digits, _) in held.OrderByDescending(each => (double)each.Value.Size * (now - each.Value.Used + 1)).ToList())
        {
            if (Size <= bound / 4 * 3)
                return;

            Remove(digits);
        }
    }

    private void Remove(string digits)
    {
        if (held.Remove(digits, out var gone))
            Size -= gone.Size;
    }

    private sealed record Held(KeptProduct.InMemory Product, long Size, long Used);
}
