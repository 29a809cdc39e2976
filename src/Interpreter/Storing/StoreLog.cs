using System.Buffers;
using Dag.Interpreter.Fingerprinting;

namespace Dag.Interpreter.Storing;

/// <summary>
/// The index and the pack on disk: only ever added to, under the store's lock, content first and entry last. Whoever dies in between leaves bytes
/// that nothing leads to.
/// </summary>
internal sealed class StoreLog(StorePaths paths, IStoreDisk disk)
{
    private readonly Lock gate = new();
    private StoreIndex index = new();
    private long generation = -1;

    public int Damaged => index.Damaged;

    public int Count => index.Count;

    /// <summary>Reads all there is in one go. The format of an index that this version does not know, else 0.</summary>
    public int Open()
    {
        lock (gate)
        {
            var bytes = disk.Read(paths.Index, 0, int.MaxValue);
            var format = IndexRecord.FormatOf(bytes);
            if (format != IndexRecord.Format)
                return format;

            generation = IndexRecord.GenerationOf(bytes);
            index = new();
            index.Take(bytes.AsSpan(IndexRecord.HeaderLength));
            return 0;
        }
    }

    public StoredProduct? Find(Fingerprint fingerprint)
    {
        lock (gate)
            return index.Find(fingerprint);
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

    /// <summary>Takes in what others have added since.</summary>
    public void Refresh()
    {
        lock (gate)
        {
            if (generation < 0 || IndexRecord.HeaderLength + index.Length < disk.LengthOf(paths.Index))
                ReadOn();
        }
    }

    public byte[] ReadPacked(StoredProduct product) => disk.Read(paths.Pack(generation), product.Offset, product.Length);

    /// <summary>Adds an entry, and before it the object, where it is one for the pack.</summary>
    /// <returns>The product with the place of its object.</returns>
    public StoredProduct Add(Fingerprint fingerprint, StoredProduct product, ReadOnlySpan<byte> packed)
    {
        using (disk.Lock(paths.Lock))
        {
            lock (gate)
            {
                Settle();
                if (product.Offset >= 0 && packed.Length > 0)
                {
                    product = product with { Offset = disk.LengthOf(paths.Pack(generation)) };
                    disk.Append(paths.Pack(generation), product.Offset, packed);
                }

                Append(EntryOf(fingerprint, product));
                return product;
            }
        }
    }

    public void Forget(IReadOnlyCollection<Fingerprint> fingerprints)
    {
        using (disk.Lock(paths.Lock))
        {
            lock (gate)
            {
                Settle();
                var batch = new ArrayBufferWriter<byte>();
                foreach (var fingerprint in fingerprints)
                    IndexRecord.WriteForgotten(batch, fingerprint);
                Append(batch);
            }
        }
    }

    /// <summary>Writes index and pack anew with these alone: under another generation, the index renamed last.</summary>
    public void Rewrite(IReadOnlyList<(Fingerprint Fingerprint, StoredProduct Product)> kept)
    {
        using (disk.Lock(paths.Lock))
        {
            lock (gate)
            {
                Settle();
                var (old, next) = (generation, generation + 1);
                var batch = new ArrayBufferWriter<byte>();
                batch.Write(IndexRecord.Header(next));
                var numbers = new Dictionary<string, int>();
                var end = 0L;
                foreach (var (fingerprint, product) in kept)
                    end = Move(fingerprint, product, old, next, end, batch, numbers);

                var temporary = paths.NewTemporary();
                disk.CreateFolder(paths.Temporary);
                disk.Create(temporary, batch.WrittenSpan);
                disk.Rename(temporary, paths.Index);
                disk.Delete(paths.Pack(old));
                (generation, index) = (next, new());
                index.Take(batch.WrittenSpan[IndexRecord.HeaderLength..]);
            }
        }
    }

    private long Move(Fingerprint fingerprint, StoredProduct product, long from, long to, long end, ArrayBufferWriter<byte> batch, Dictionary<string, int> numbers)
    {
        var moved = product;
        if (product.Offset >= 0)
        {
            moved = product with { Offset = end };
            disk.Append(paths.Pack(to), end, disk.Read(paths.Pack(from), product.Offset, product.Length));
        }

        IndexRecord.WriteEntry(batch, fingerprint, moved, NumberIn(batch, numbers, 0, _ => null));
        return product.Offset >= 0 ? end + product.Length : end;
    }

    private ArrayBufferWriter<byte> EntryOf(Fingerprint fingerprint, StoredProduct product)
    {
        var (texts, entry) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        IndexRecord.WriteEntry(entry, fingerprint, product, NumberIn(texts, [], index.NextNumber, index.FindNumberOf));
        texts.Write(entry.WrittenSpan);
        return texts;
    }

    // A text is written before the first entry that names it.
    private static Func<string, int> NumberIn(ArrayBufferWriter<byte> texts, Dictionary<string, int> added, int first, Func<string, int?> find) => text =>
    {
        if (find(text) is { } known)
            return known;
        if (added.TryGetValue(text, out var number))
            return number;

        added.Add(text, number = first + added.Count);
        IndexRecord.WriteText(texts, number, text);
        return number;
    };

    private void Append(ArrayBufferWriter<byte> records)
    {
        var end = IndexRecord.HeaderLength + index.Length;
        try
        {
            disk.Append(paths.Index, end, records.WrittenSpan);
        }
        catch (IOException)
        {
            // A full disk takes a part; who comes next finds the end where it was.
            disk.Truncate(paths.Index, end);
            throw;
        }

        index.Take(records.WrittenSpan);
    }

    // Under the lock nobody else is writing: what cannot be read at the end is torn, and would hide what comes after it.
    private void Settle()
    {
        ReadOn();
        if (generation < 0)
            Begin();
        else if (IndexRecord.HeaderLength + index.Length < disk.LengthOf(paths.Index))
            disk.Truncate(paths.Index, IndexRecord.HeaderLength + index.Length);
    }

    private void ReadOn()
    {
        var header = disk.Read(paths.Index, 0, IndexRecord.HeaderLength);
        if (IndexRecord.FormatOf(header) != IndexRecord.Format)
            return;

        if (IndexRecord.GenerationOf(header) is var current && current != generation)
            (generation, index) = (current, new());
        index.Take(disk.Read(paths.Index, IndexRecord.HeaderLength + index.Length, int.MaxValue));
    }

    // Nothing there, or what is no index: its objects are found again when they are made again.
    private void Begin()
    {
        var temporary = paths.NewTemporary();
        var first = Random.Shared.NextInt64(long.MaxValue / 2);
        disk.CreateFolder(paths.Temporary);
        disk.Create(temporary, IndexRecord.Header(first));
        disk.Rename(temporary, paths.Index);
        (generation, index) = (first, new());
    }
}
