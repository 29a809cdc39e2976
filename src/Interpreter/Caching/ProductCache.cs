using System.Globalization;
using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Storing;
using Dag.Interpreter.Surface;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Caching;

/// <summary>Products by fingerprint: those of this process first, then those in the store. What is kept where is decided here, and why.</summary>
public sealed class ProductCache(ProductMemory memory, ProductStore store)
{
    // Two small writes under a lock, and what the disk takes in a second at least.
    private static readonly TimeSpan LeastToStore = TimeSpan.FromMicroseconds(50);
    private const double BytesASecond = 200e6;

    public KeptProduct? Find(Fingerprint fingerprint, CacheMode mode)
    {
        if (mode == CacheMode.Never)
            return null;
        if (memory.Find(fingerprint) is { } found)
            return found;

        return mode != CacheMode.Memory && store.Find(fingerprint) is { } entry ? new KeptProduct.OnDisk(entry) : null;
    }

    /// <summary>How long a task took when its product was last made; null where that is not known.</summary>
    public TimeSpan? TookOf(TaskName task) => store.TookOf(task.Text);

    /// <summary>The product itself; false where what was stored is damaged, and so not there any more.</summary>
    public bool TryLoad(Fingerprint fingerprint, KeptProduct kept, Type representation, out ClrValue value)
    {
        if (kept is KeptProduct.InMemory(var here, _, _, _))
        {
            value = here;
            return true;
        }

        value = default;
        if (kept is not KeptProduct.OnDisk(var entry) || !store.TryLoad(fingerprint, entry, representation, out value))
            return false;

        memory.Keep(fingerprint, new(value, entry.Content, entry.Predicates, entry.MadeAt));
        return true;
    }

    public Keeping Keep(Fingerprint fingerprint, CacheMode mode, StoredWork work, ClrValue value, Type representation)
    {
        if (mode == CacheMode.Never)
            return new Keeping.Dropped("its task says 'cache never'");

        var toStore = TimeToStore(work.Content.Size);
        if (mode == CacheMode.Memory || (mode == CacheMode.Auto && work.Took < toStore))
        {
            Hold(fingerprint, work, value);
            return new Keeping.InMemory(mode == CacheMode.Memory ? "its task says 'cache memory'" : $"making it took {Shown(work.Took)}, and storing it would take some {Shown(toStore)}");
        }

        var keeping = store.Keep(fingerprint, work, value, representation);
        if (keeping is StoreKeeping.Unstorable(var unstorable) && mode == CacheMode.Disk)
            return new Keeping.Unstorable(unstorable);

        Hold(fingerprint, work, value);
        return keeping switch
        {
            StoreKeeping.Refused(var refused) => new Keeping.Refused(refused),
            StoreKeeping.Unstorable(var why) => new Keeping.InMemory(why),
            _ => new Keeping.Stored(mode == CacheMode.Disk ? "its task says 'cache disk'" : $"making it took {Shown(work.Took)}, and storing it some {Shown(toStore)}"),
        };
    }

    /// <summary>The same product, held against other predicates since.</summary>
    public void Renew(Fingerprint fingerprint, KeptProduct kept, string predicates)
    {
        if (kept is KeptProduct.InMemory here)
            memory.Keep(fingerprint, here with { Predicates = predicates });
        if (store.Find(fingerprint) is { } entry && entry.Content.Digits == kept.Content.Digits)
            store.Renew(fingerprint, entry with { Predicates = predicates });
    }

    /// <summary>Waits until no other process that shares the store does this work.</summary>
    public ValueTask<IDisposable?> ClaimAsync(Fingerprint fingerprint, CacheMode mode, CancellationToken cancellation)
        => mode is CacheMode.Auto or CacheMode.Disk ? store.ClaimAsync(fingerprint, cancellation) : new((IDisposable?)null);

    /// <summary>The same for what cannot wait elsewhere.</summary>
    public IDisposable? Claim(Fingerprint fingerprint, CancellationToken cancellation) => store.Claim(fingerprint, cancellation);

    private void Hold(Fingerprint fingerprint, StoredWork work, ClrValue value)
        => memory.Keep(fingerprint, new(value, work.Content, work.Predicates, work.MadeAt));

    private static TimeSpan TimeToStore(long size) => LeastToStore + TimeSpan.FromSeconds(size / BytesASecond);

    private static string Shown(TimeSpan length) => length.TotalMilliseconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{length.TotalMicroseconds:0} us"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{length.TotalMilliseconds:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.0} s"),
    };
}
