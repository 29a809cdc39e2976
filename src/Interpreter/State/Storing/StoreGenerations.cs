using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>Writes an index and the pack of its small objects whole, as another generation that takes the place of the one before.</summary>
internal sealed class StoreGenerations(StorePaths paths, IStoreDisk disk)
{
    /// <summary>Gives the bytes of the index, which is renamed last. Who dies in between, or is refused, leaves the generation before as it was.</summary>
    /// <param name="from">The generation in whose pack the objects are.</param>
    public byte[] Write(IReadOnlyList<(Fingerprint Fingerprint, StoredProduct Product)> entries, long from, long next)
    {
        try
        {
            var batch = new IndexBatch(0, _ => null);
            var end = 0L;
            foreach (var (fingerprint, product) in entries)
            {
                var isPacked = product.Offset >= 0;
                if (isPacked)
                    disk.Append(paths.Pack(next), end, disk.Read(paths.Pack(from), product.Offset, product.Length));
                batch.Add(fingerprint, isPacked ? product with { Offset = end } : product);
                end += isPacked ? product.Length : 0;
            }

            // What replaces all there was is on the disk before it does.
            if (end > 0)
                disk.Flush(paths.Pack(next));
            byte[] index = [.. IndexHeader.ToBytes(next), .. batch.Records];
            PutIndex(index);
            return index;
        }
        catch (IOException)
        {
            DiskError.BestEffort(() => disk.Delete(paths.Pack(next)));
            throw;
        }
    }

    private void PutIndex(ReadOnlySpan<byte> bytes)
    {
        disk.CreateFolder(paths.Temporary);
        AtomicFile.Write(disk, paths.Index, paths.NewTemporary(), bytes, disk.Flush);
    }
}
