using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;
using Dag.Language.Declarations;
using Dag.Language.Text;

namespace Dag.Interpreter.State.Caching;

/// <summary>Products by fingerprint: those of this process first, then those in the store. What is kept where is decided here, and why.</summary>
/// <param name="hear">Hears of what is let go for room.</param>
internal sealed class ProductCache(ProductMemory memory, ProductStore store, TimeProvider clock, Action<Eviction>? hear = null)
{
    // Two small writes under a lock, and what the disk takes in a second at least.
    private static readonly TimeSpan LeastToStore = TimeSpan.FromMicroseconds(50);
    private const double BytesASecond = 200e6;

    public CachedProduct? Find(Fingerprint fingerprint, CacheMode mode)
    {
        if (mode == CacheMode.Never)
            return null;
        if (FindHere(fingerprint) is { } found)
            return found;

        return mode != CacheMode.Memory && store.Find(fingerprint) is { } entry ? new CachedProduct.OnDisk(entry) : null;
    }

    /// <summary>How long a task took when its product was last made; null where that is not known.</summary>
    public TimeSpan? TookOf(TaskName task) => store.TookOf(task.Text);

    /// <summary>Where a product lies in the store, if it does.</summary>
    internal CachedProduct.OnDisk? FindStored(Fingerprint fingerprint) => store.Find(fingerprint) is { } entry ? new(entry) : null;

    /// <summary>What was kept in memory alone and had to go; null where it is there again, or never went.</summary>
    internal Eviction? FindEviction(Fingerprint fingerprint) => memory.FindLetGo(fingerprint);

    /// <summary>The product itself; false where what was stored is damaged, and so not there any more.</summary>
    public bool TryLoad(Fingerprint fingerprint, CachedProduct kept, Type representation, out ClrValue value)
    {
        if ((kept as CachedProduct.InMemory ?? FindHere(fingerprint)) is { } here && here.Content.Digits == kept.Content.Digits)
        {
            value = here.Value;
            return true;
        }

        value = default;
        if (kept is not CachedProduct.OnDisk(var entry) || !store.TryLoad(fingerprint, entry, representation, out value))
            return false;

        Hold(fingerprint, new(value, entry.Content, entry.Predicates, entry.MadeAt), entry.Task, isElsewhere: true);
        return true;
    }

    public CacheDecision Keep(Fingerprint fingerprint, CacheMode mode, StoredWork work, ClrValue value, Type representation)
    {
        if (mode == CacheMode.Never)
            return new CacheDecision.Dropped("cache never");

        var made = $"took {Units.Duration(work.Took)} to run";
        var elsewhere = store.CopiedOf(work.Files);
        var copied = elsewhere.Length;
        var toStore = TimeToStore(work, copied);
        var product = InMemory(work, value, elsewhere);
        if (mode == CacheMode.Memory)
            return HoldOnly(fingerprint, work, product, "cache memory");
        if (mode == CacheMode.Auto && work.Took < toStore)
            return HoldOnly(fingerprint, work, product, $"{made}, estimated {Units.Duration(toStore)} to store{(copied > 0 ? $": {Units.Bytes(copied)} of its files would be copied" : "")}");

        var started = clock.GetTimestamp();
        var keeping = store.Keep(fingerprint, work, value, representation);
        var files = work.Files.Count == 0 ? "" : copied > 0 ? $"; {Units.Bytes(copied)} of its files were copied" : $"; its files ({Units.Bytes(work.Files.Length)}) were not copied";
        var took = clock.GetElapsedTime(started);
        // It was decided by the estimate, and storing may have taken longer than making it.
        var stored = mode == CacheMode.Auto
            ? $"{made}, estimated {Units.Duration(toStore)} to store; storing took {Units.Duration(took)}{files}"
            : $"{made} and {Units.Duration(took)} to store{files}";
        if (keeping is StoreResult.Unstorable(var unstorable, var isOfLink))
            return mode == CacheMode.Disk ? new CacheDecision.Unstorable(unstorable) : HoldOnly(fingerprint, work, product, unstorable) with { Said = isOfLink ? [$"not stored: {unstorable}"] : [] };
        if (keeping is StoreResult.Refused(var refused))
            return (HoldOnly(fingerprint, work, product, refused) as CacheDecision.Dropped ?? (CacheDecision)new CacheDecision.Refused(refused)) with { Refusal = refused };

        var changes = keeping is StoreResult.Kept kept ? kept.Changes : [];
        // One that reads back otherwise is only ever seen as it reads back.
        if (changes.Count == 0)
            Hold(fingerprint, product, work.Task, isElsewhere: true);
        return new CacheDecision.Stored(mode == CacheMode.Disk ? $"cache disk; {stored}" : stored) { IsChanged = changes.Count > 0, Said = changes };
    }

    /// <summary>Keeps what is never to be written anywhere.</summary>
    internal CacheDecision KeepSecret(Fingerprint fingerprint, StoredWork work, ClrValue value, string why) => HoldOnly(fingerprint, work, InMemory(work, value, store.CopiedOf(work.Files)), why);

    /// <summary>Keeps what nothing can be known again by, for who made it to ask for it once more as long as there is room.</summary>
    internal Func<ClrValue?> Hold(string task, ClrValue value)
    {
        var only = Fingerprint.Of(Guid.NewGuid().ToByteArray());
        Hold(only, new(value, new(only.Digits, 0, []), "", clock.GetUtcNow()), task, isElsewhere: true);
        return () => memory.Find(only)?.Value;
    }

    /// <summary>Of a product's files and folders those that no trial left: anybody may write to them.</summary>
    internal ProductFiles ElsewhereOf(ProductFiles held) => store.ElsewhereOf(held);

    /// <summary>The same product, held against other predicates since.</summary>
    public void Renew(Fingerprint fingerprint, CachedProduct kept, string predicates)
    {
        memory.Renew(fingerprint, predicates);
        if (store.Find(fingerprint) is { } entry && entry.Content.Digits == kept.Content.Digits)
            store.Renew(fingerprint, entry with { Predicates = predicates });
    }

    /// <summary>Waits until no other process that shares the store does this work.</summary>
    public ValueTask<IDisposable?> ClaimAsync(Fingerprint fingerprint, CacheMode mode, CancellationToken cancellation)
        => mode is CacheMode.Auto or CacheMode.Disk ? store.ClaimAsync(fingerprint, cancellation) : new((IDisposable?)null);

    /// <summary>The same for what cannot wait elsewhere.</summary>
    public IDisposable? Claim(Fingerprint fingerprint, CancellationToken cancellation) => store.Claim(fingerprint, cancellation);

    private CacheDecision HoldOnly(Fingerprint fingerprint, StoredWork work, CachedProduct.InMemory product, string why)
    {
        if (!memory.HasRoomFor(product.Value, out var size))
            return new CacheDecision.Dropped($"{why}; size {Units.Bytes(size)}, memory limit {Units.Bytes(memory.Bound)}");

        Hold(fingerprint, product, work.Task, isElsewhere: false);
        return new CacheDecision.InMemory(why);
    }

    private void Hold(Fingerprint fingerprint, CachedProduct.InMemory product, string task, bool isElsewhere)
    {
        foreach (var gone in memory.Keep(fingerprint, product, task, isElsewhere))
            hear?.Invoke(gone);
    }

    private CachedProduct.InMemory? FindHere(Fingerprint fingerprint) => memory.Find(fingerprint) is { } found && found.Elsewhere?.AreAsTheyWere() != false ? found : null;

    private static CachedProduct.InMemory InMemory(StoredWork work, ClrValue value, ProductFiles elsewhere)
        => new(value, work.Content, work.Predicates, work.MadeAt) { Elsewhere = elsewhere.IsEmpty ? null : elsewhere };

    // A file that need not be copied costs what a small object does, however long it is.
    private static TimeSpan TimeToStore(StoredWork work, long copied)
        => (LeastToStore * (1 + work.Files.Count)) + TimeSpan.FromSeconds(((double)work.Content.Size + copied) / BytesASecond);
}
