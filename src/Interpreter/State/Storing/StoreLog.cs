using System.Buffers;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>
/// The index and the pack on disk: only ever added to, under the store's lock, content first and entry last. A process that dies in between leaves bytes
/// that no entry refers to.
/// </summary>
internal sealed class StoreLog(StorePaths paths, IStoreDisk disk)
{
    private readonly StoreGenerations generations = new(paths, disk);
    private readonly Lock gate = new();
    private StoreIndex index = new();
    private long generation = -1;
    private bool isHeaderDamaged;
    private FileState? settled;

    /// <summary>How many stretches of the index cannot be read.</summary>
    public int Damaged => index.Damaged + (isHeaderDamaged ? 1 : 0);

    public int Count => index.Count;

    /// <summary>Reads all there is in one go. The format of an index that this version does not know, else 0.</summary>
    public int Open()
    {
        lock (gate)
        {
            var bytes = disk.Read(paths.Index, 0, int.MaxValue);
            var header = IndexHeader.Find(bytes);
            isHeaderDamaged = header is null or { IsDamaged: true } && bytes.Length > 0;
            if (header is not { Format: IndexHeader.KnownFormat, Generation: var current })
            {
                index = new();
                return header?.Format ?? 0;
            }

            generation = current;
            index = new(bytes, IndexHeader.Length);
            return 0;
        }
    }

    public StoredProduct? Find(Fingerprint fingerprint)
    {
        lock (gate)
            return index.Find(fingerprint);
    }

    public bool Holds(ReadOnlySpan<byte> work, ReadOnlySpan<byte> content, string predicates)
    {
        lock (gate)
            return index.Holds(work, content, predicates);
    }

    public TimeSpan? TookOf(string task)
    {
        lock (gate)
            return index.TookOf(task);
    }

    public IReadOnlyList<(Fingerprint Fingerprint, StoredProduct Product)> All()
    {
        lock (gate)
            return index.All().ToList();
    }

    /// <summary>Takes in what others have added since, as far as it can be read.</summary>
    public void Refresh() => DiskError.BestEffort(() =>
    {
        lock (gate)
        {
            if (generation < 0 || IndexHeader.Length + index.Length != disk.LengthOf(paths.Index))
                ReadOn();
        }
    });

    /// <summary>The same, where it looks as it did from outside. Whether there was anything new.</summary>
    public bool TakeIn()
    {
        lock (gate)
        {
            var before = (generation, index.Length);
            DiskError.BestEffort(() => ReadOn());
            return before != (generation, index.Length);
        }
    }

    /// <summary>The state on disk of an index that says what is known here, and no more; null where others have added to it, or it may not be locked.</summary>
    public FileState? FindIndexState()
    {
        FileState? state = null;
        DiskError.BestEffort(() =>
        {
            using (LockStore())
            {
                lock (gate)
                {
                    var before = (generation, index.Length);
                    Settle();
                    settled ??= disk.StateOf(paths.Index);
                    state = before == (generation, index.Length) ? settled : null;
                }
            }
        });
        return state;
    }

    /// <summary>The object of a piece of work, as far as it can be read, where it is one in the pack.</summary>
    public PackedProduct? FindPacked(ReadOnlySpan<byte> work, out byte[] bytes)
    {
        lock (gate)
        {
            bytes = [];
            if (!index.TryPlace(work, out var form, out var offset, out var length))
                return null;

            bytes = disk.Read(paths.Pack(generation), offset, length);
            return new(generation, offset, length, form, Checksum.Of(bytes));
        }
    }

    public byte[] ReadPacked(StoredProduct product) => disk.Read(paths.Pack(generation), product.Offset, product.Length);

    /// <summary>Adds an entry, and before it the object, where it is one for the pack.</summary>
    /// <returns>The product with the place of its object.</returns>
    public StoredProduct Add(Fingerprint fingerprint, StoredProduct product, ReadOnlySpan<byte> packed)
    {
        using (LockStore())
        {
            lock (gate)
            {
                Settle();
                if (product.Offset >= 0 && packed.Length > 0)
                {
                    product = product with { Offset = disk.LengthOf(paths.Pack(generation)) };
                    Append(paths.Pack(generation), product.Offset, packed);
                }

                var batch = new IndexBatch(index.NextNumber(), index.FindNumberOf);
                batch.Add(fingerprint, product);
                Append(batch.Records);
                return product;
            }
        }
    }

    /// <summary>Forgets entries, as long as they are what they were: others may have made them again meanwhile.</summary>
    public void Forget(IReadOnlyCollection<(Fingerprint Fingerprint, StoredProduct Product)> entries)
    {
        using (LockStore())
        {
            lock (gate)
            {
                var before = generation;
                Settle();
                var batch = new ArrayBufferWriter<byte>();
                foreach (var (fingerprint, _) in entries.Where(entry => generation == before && index.Find(entry.Fingerprint) == entry.Product))
                    IndexRecord.WriteForgotten(batch, fingerprint);
                if (batch.WrittenCount > 0)
                    Append(batch.WrittenSpan);
            }
        }
    }

    /// <summary>Writes index and pack anew without some, under another generation. Gives what is left.</summary>
    public IReadOnlyList<(Fingerprint Fingerprint, StoredProduct Product)> Rewrite(IReadOnlySet<Fingerprint> without)
    {
        using (LockStore())
        {
            lock (gate)
            {
                Settle();
                var kept = index.All().Where(each => !without.Contains(each.Fingerprint)).ToList();
                Begin(generation + 1, kept);
                foreach (var pack in paths.Packs.Where(pack => pack != paths.Pack(generation)))
                    disk.Delete(pack);
                return kept;
            }
        }
    }

    // Looking for its folder every time would cost more than the lock.
    private IDisposable LockStore()
    {
        try
        {
            return disk.Lock(paths.Lock);
        }
        catch (DirectoryNotFoundException)
        {
            disk.CreateFolder(paths.Folder);
            return disk.Lock(paths.Lock);
        }
    }

    private void Append(ReadOnlySpan<byte> records)
    {
        settled = null;
        Append(paths.Index, IndexHeader.Length + index.Length, records);
        index.Read(records);
        settled = disk.StateOf(paths.Index);
    }

    private void Append(string path, long end, ReadOnlySpan<byte> bytes)
    {
        try
        {
            disk.Append(path, end, bytes);
        }
        catch (IOException)
        {
            // A full disk takes a part; who comes next finds the end where it was.
            DiskError.BestEffort(() => disk.Truncate(path, end));
            throw;
        }
    }

    // Under the lock nobody else is writing: what cannot be read at the end is torn, and would hide what comes after it. Where the file is
    // as this process left it there is nothing to read: all that others add makes it longer, and one put in its place has another number.
    private void Settle()
    {
        if (settled is not null && settled == disk.StateOf(paths.Index))
            return;
        // Nothing there, or what is no index: its objects are found again when they are made again.
        if (!ReadOn())
            Begin(Random.Shared.NextInt64(long.MaxValue / 2), []);
        else if (IndexHeader.Length + index.Length < disk.LengthOf(paths.Index))
            disk.Truncate(paths.Index, IndexHeader.Length + index.Length);
    }

    // False where there is no index that could be added to.
    private bool ReadOn()
    {
        var header = disk.Read(paths.Index, 0, IndexHeader.Length);
        if (IndexHeader.Find(header) is not var (format, current, _))
            return false;
        if (format != IndexHeader.KnownFormat)
            throw new IOException($"another process has changed its format to {format}");

        if (current != generation)
            (generation, index) = (current, new());
        index.Read(disk.Read(paths.Index, IndexHeader.Length + index.Length, int.MaxValue));
        return true;
    }

    private void Begin(long next, IReadOnlyList<(Fingerprint Fingerprint, StoredProduct Product)> entries)
    {
        var bytes = generations.Write(entries, generation, next);
        (generation, index, isHeaderDamaged, settled) = (next, new(bytes, IndexHeader.Length), false, null);
    }
}
