using System.Text;
using System.Text.Json;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>
/// Products on disk by the fingerprint of the work that made them. An object is found by its content's digest and checked against it whenever it is
/// read: what is damaged is forgotten, and made again. Several processes may share it.
/// </summary>
public sealed class ProductStore : IDisposable
{
    // No array is as long as the JSON of more would be, and what its parts share stands there once for each: it might never come to an end.
    private const long MostAsJson = 16L << 30;

    private readonly StorePaths paths;
    private readonly IStoreDisk disk;
    private readonly StoreLog log;
    private readonly ObjectStore objects;
    private readonly FilePlacement placed;
    private readonly StoredFiles files;
    private readonly ProductCodec codec;
    private readonly WorkLocks claims;

    private ProductStore(StorePaths paths, IStoreDisk disk, StoreLog log, string ownFolder)
    {
        this.paths = paths;
        this.disk = disk;
        this.log = log;
        objects = new(paths, disk);
        placed = new(paths, disk, isLeased: true);
        files = new(paths, disk, objects, placed, ownFolder);
        codec = new(files);
        claims = new(paths.Work);
        Care = new(paths, disk, log);
    }

    /// <summary>Looking after it.</summary>
    public StoreMaintenance Care { get; }

    /// <summary>How many entries there are.</summary>
    public int Count => log.Count;

    /// <param name="ownFolder">Where trials leave their files.</param>
    public static StoreOpening Open(string folder, string ownFolder) => Open(folder, ownFolder, new StoreDisk());

    internal static StoreOpening Open(string folder, string ownFolder, IStoreDisk disk)
    {
        var paths = new StorePaths(folder);
        var log = new StoreLog(paths, disk);
        try
        {
            return log.Open() is var format and > IndexHeader.KnownFormat
                ? new StoreOpening.Newer(folder, format, IndexHeader.KnownFormat)
                : new StoreOpening.Opened(new(paths, disk, log, ownFolder));
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return new StoreOpening.Unreadable(folder, refused.Message);
        }
    }

    public StoredProduct? Find(Fingerprint fingerprint) => log.Find(fingerprint);

    /// <summary>Whether a product of that content is kept for that work, both by their digests, and was held against these predicates.</summary>
    public bool Holds(ReadOnlySpan<byte> work, ReadOnlySpan<byte> content, string predicates) => log.Holds(work, content, predicates);

    /// <summary>The product of that work, where it is a small one that can be read.</summary>
    internal PackedProduct? FindPacked(ReadOnlySpan<byte> work)
    {
        try
        {
            return log.FindPacked(work, out _);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return null;
        }
    }

    /// <summary>
    /// The product of that work where its object has this checksum, since hashing it takes longer to get ready than a start may take. False, and no more, where it has not.
    /// </summary>
    public bool TryLoad(ReadOnlySpan<byte> work, uint sum, Type representation, out ClrValue value)
    {
        value = default;
        try
        {
            return log.FindPacked(work, out var bytes) is { } packed && packed.Sum == sum && codec.TryRead(packed.Form, bytes, representation, out value);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return false;
        }
    }

    /// <summary>
    /// The state in which its index is on disk, where that is known to say what this store says and no more: as long as it is in that state, nothing was added to it,
    /// forgotten or collected. Null where it cannot be told.
    /// </summary>
    internal FileState? FindIndexState() => log.FindIndexState();

    /// <summary>How long a task took when its product was last made; null where none is stored.</summary>
    public TimeSpan? TookOf(string task) => log.TookOf(task);

    /// <summary>False where the object is gone, damaged or of another type: it is forgotten then. False, and no more, where the disk refuses.</summary>
    public bool TryLoad(Fingerprint fingerprint, StoredProduct product, Type representation, out ClrValue value)
    {
        var reading = Read(product, representation, out value);
        if (reading == Reading.Damaged && log.TakeIn() && log.Find(fingerprint) is { } now)
        {
            // Another process has made it again since, or moved it.
            product = now;
            reading = Read(product, representation, out value);
        }

        if (reading == Reading.Damaged)
            Forget(fingerprint, product);
        return reading == Reading.Whole;
    }

    /// <summary>Puts a product into the store. Content first, entry last.</summary>
    public StoreResult Keep(Fingerprint fingerprint, StoredWork work, ClrValue value, Type representation)
    {
        try
        {
            if (ProductCodec.IsNumbers(value, representation) && value.Raw is { } raw && PrimitiveBytes.TryRead(raw, out var numbers))
                return new StoreResult.Kept(Keep(fingerprint, work, ProductEncoding.Numbers, numbers, representation));

            if (work.Content.Size > MostAsJson)
                return new StoreResult.Unstorable("its text would be too long: a shared part is written once for each use");

            var (form, bytes, changes) = codec.Write(value, representation);
            if (form is ProductEncoding.Json or ProductEncoding.Files && value.Raw is not (DagFile or DagFolder) && WhyNotReadBack(form, bytes, value, work.Content, representation) is { } why)
                return new StoreResult.Unstorable(why);

            return new StoreResult.Kept(Keep(fingerprint, work, form, bytes, representation)) { Changes = changes };
        }
        catch (StorageRefusal unstorable)
        {
            return new StoreResult.Unstorable(unstorable.Message, IsOfEntry: true);
        }
        catch (Exception unstorable) when (unstorable is NotSupportedException or JsonException or EncoderFallbackException or OverflowException)
        {
            return new StoreResult.Unstorable(unstorable is EncoderFallbackException ? "$ is a text with half of a surrogate pair, which UTF-8 cannot encode" : ProductJson.Reason(unstorable));
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return new StoreResult.Refused(refused.Message);
        }
    }

    /// <summary>Of a product's files those that lie elsewhere, and have to be written once more to store it.</summary>
    public ProductFiles CopiedOf(ProductFiles held) => held.Where(files.IsCopied, folder => files.IsElsewhere(folder.Path));

    /// <summary>Of a product's files and folders those that no trial left: anybody may write to them.</summary>
    internal ProductFiles ElsewhereOf(ProductFiles held) => held.Where(file => files.IsElsewhere(file.Path), folder => files.IsElsewhere(folder.Path));

    /// <summary>The same product, held against other predicates since. One that the disk will not take is checked again next time.</summary>
    public void Renew(Fingerprint fingerprint, StoredProduct product) => DiskError.BestEffort(() => log.Add(fingerprint, product, []));

    /// <summary>Waits until nobody else does this work, on any process that shares the store, and takes in what they stored. Null where the store cannot be written.</summary>
    public async ValueTask<IDisposable?> ClaimAsync(Fingerprint fingerprint, CancellationToken cancellation)
    {
        var (claim, hasWaited) = await claims.TakeAsync(fingerprint, cancellation).ConfigureAwait(false);
        if (claim is not null || hasWaited)
            log.Refresh();
        return claim;
    }

    /// <summary>The same for a body, which waits where it stands.</summary>
    public IDisposable? Claim(Fingerprint fingerprint, CancellationToken cancellation)
    {
        var claim = claims.Acquire(fingerprint, cancellation);
        log.Refresh();
        return claim;
    }

    public void Dispose()
    {
        claims.Dispose();
        placed.Dispose();
        disk.Dispose();
    }

    private static string IdOf(ReadOnlySpan<byte> bytes) => Fingerprint.Of(bytes).Digits;

    private Reading Read(StoredProduct product, Type representation, out ClrValue value)
    {
        value = default;
        try
        {
            if (product.Type != TypeIdentity.Of(representation))
                return Reading.Damaged;

            var (bytes, id) = product.Offset >= 0 && log.ReadPacked(product) is var packed ? (packed, IdOf(packed)) : disk.ReadHashed(paths.Object(product.ObjectId), product.Length);
            if (bytes.Length != product.Length || id != product.ObjectId)
                return Reading.Damaged;

            value = codec.Read(product.Form, bytes, representation);
            return Reading.Whole;
        }
        catch (Exception refused) when (DiskError.IsRefusal(refused))
        {
            return Reading.Refused;
        }
        catch (Exception)
        {
            // Whatever is wrong with it, be it a constructor of the program's own, it is made again.
            return Reading.Damaged;
        }
    }

    // Whatever it is that is thrown, it comes of reading the program's own types.
    private string? WhyNotReadBack(ProductEncoding form, byte[] bytes, ClrValue value, ContentDigest content, Type representation)
    {
        try
        {
            var read = codec.Read(form, bytes, representation);
            return ContentHasher.Of(read)?.Digits == content.Digits ? null : $"it would not read back as the same {ClrTypeName.Of(representation)}: {ContentDifference.Between(value, read)}";
        }
        catch (Exception thrown) when (!DiskError.Is(thrown))
        {
            return $"it would not read back as {ClrTypeName.Of(representation)}: {ProductJson.PlacedReason(thrown)}";
        }
    }

    private StoredProduct Keep(Fingerprint fingerprint, StoredWork work, ProductEncoding form, ReadOnlySpan<byte> bytes, Type representation)
    {
        var id = (form is ProductEncoding.Text or ProductEncoding.Numbers ? work.Content.OfBytes : null) ?? IdOf(bytes);
        var isPacked = bytes.Length < IndexRecord.SmallestFile;
        if (!isPacked && !objects.Has(id, bytes.Length))
            objects.Write(id, bytes);
        var product = new StoredProduct(
            work.Content, id, isPacked ? 0 : -1, bytes.Length, form, TypeIdentity.Of(representation), work.Predicates, work.Task, work.MadeAt, work.Took);
        return log.Add(fingerprint, product, isPacked ? bytes : []);
    }

    private void Forget(Fingerprint fingerprint, StoredProduct product) => DiskError.BestEffort(() =>
    {
        if (product.Offset < 0)
            disk.Delete(paths.Object(product.ObjectId));
        log.Forget([(fingerprint, product)]);
    });

    private enum Reading
    {
        Whole,
        Damaged,
        Refused,
    }
}
