using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>
/// Looks after a store: what is in it, whether it is whole, what nothing leads to any more. Others may use the store meanwhile: what is
/// deleted is a miss for them.
/// </summary>
public sealed class StoreMaintenance
{
    // Younger ones may be just on their way into the store.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private const int MostLookedAt = 1 << 20;

    private readonly StorePaths paths;
    private readonly IStoreDisk disk;
    private readonly StoreLog log;

    internal StoreMaintenance(StorePaths paths, IStoreDisk disk, StoreLog log)
    {
        this.paths = paths;
        this.disk = disk;
        this.log = log;
    }

    public string Folder => paths.Folder;

    public StoreReport Report()
    {
        var all = log.All();
        var bytes = Sizes(paths.Folder);
        var used = all.Sum(each => each.Product.Length) + FilesOf(all).Sum(id => disk.LengthOf(paths.Object(id))) + disk.LengthOf(paths.Index) + Sizes(paths.Snapshots) + disk.LengthOf(Path.Combine(paths.Folder, "files"));
        var dates = all.Select(each => each.Product.MadeAt).Order().ToList();
        return new(paths.Folder, all.Count, bytes, Math.Max(0, bytes - used), dates.Count > 0 ? dates[0] : null, dates.Count > 0 ? dates[^1] : null, log.Damaged);
    }

    /// <summary>All products, the oldest first.</summary>
    public IReadOnlyList<StoredEntry> Entries()
        => log.All().OrderBy(each => each.Product.MadeAt).Select(each => new StoredEntry(each.Fingerprint, each.Product, SizeOf(each.Product))).ToList();

    /// <summary>Those of the products that are meant, without their sizes.</summary>
    internal IReadOnlyList<StoredEntry> Entries(Func<Fingerprint, StoredProduct, bool> isMeant)
        => log.All().Where(each => isMeant(each.Fingerprint, each.Product)).Select(each => new StoredEntry(each.Fingerprint, each.Product, each.Product.Length)).ToList();

    /// <summary>Holds every object against its digest; what is damaged is deleted and forgotten, so that it is made again. Gives what that was.</summary>
    public IReadOnlyList<StoredEntry> Verify()
    {
        log.Refresh();
        var damaged = log.All().Where(each => !IsWhole(each.Product)).ToList();
        foreach (var path in damaged.SelectMany(each => ObjectsOf([each])).Where(id => !IsWhole(id)).Select(paths.Object).Where(path => new FileInfo(path) is { Exists: true } or { LinkTarget: not null }))
            disk.Delete(path);
        if (damaged.Count > 0)
            log.Forget(damaged);
        if (log.Damaged > 0)
            log.Rewrite(new HashSet<Fingerprint>());
        return damaged.ConvertAll(each => new StoredEntry(each.Fingerprint, each.Product, each.Product.Length));
    }

    /// <summary>Deletes these products, and every file that nothing leads to any more.</summary>
    /// <returns>Whether some of the files are left for now, since runs that are under way may use them.</returns>
    public bool Delete(IReadOnlyCollection<StoredEntry> entries, DateTimeOffset now)
    {
        if (!Directory.Exists(paths.Folder))
            return false;

        var gone = entries.Select(entry => entry.Fingerprint).ToHashSet();
        var freed = ObjectsOf(log.All().Where(each => gone.Contains(each.Fingerprint)));
        var needed = ObjectsOf(RewriteWithout(gone, freed));
        var youngest = (now - Grace).UtcDateTime;
        foreach (var path in Files(paths.Objects).Where(path => !needed.Contains(IdOf(path)) && (freed.Contains(IdOf(path)) || File.GetLastWriteTimeUtc(path) < youngest)))
            disk.Delete(path);
        foreach (var path in Files(paths.Snapshots))
            disk.Delete(path);
        foreach (var path in Files(paths.Temporary).Where(path => File.GetLastWriteTimeUtc(path) < youngest))
            disk.Delete(path);
        return !TryDeletePlaced(needed);
    }

    // A full disk has no room for another index before something is gone. Who is stopped in between has entries that lead to nothing, which is found out.
    private IReadOnlyList<(Fingerprint Fingerprint, StoredProduct Product)> RewriteWithout(HashSet<Fingerprint> gone, HashSet<string> freed)
    {
        try
        {
            return log.Rewrite(gone);
        }
        catch (IOException) when (freed.Count > 0)
        {
            var needed = ObjectsOf(log.All().Where(each => !gone.Contains(each.Fingerprint)));
            foreach (var id in freed.Where(id => !needed.Contains(id)))
                disk.Delete(paths.Object(id));
            TryDeletePlaced(needed);
            return log.Rewrite(gone);
        }
    }

    private HashSet<string> ObjectsOf(IEnumerable<(Fingerprint Fingerprint, StoredProduct Product)> entries)
    {
        var products = entries.ToList();
        return FilesOf(products).Concat(products.Where(each => each.Product.Offset < 0).Select(each => each.Product.ObjectId)).ToHashSet(StringComparer.Ordinal);
    }

    // A link in the store was put there by somebody else: what lies behind it is none of the store's.
    private static IEnumerable<string> Files(string folder)
        => IsFolder(folder) ? Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false }).ToList() : [];

    private static IEnumerable<string> FoldersIn(string folder)
        => Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }).ToList() : [];

    private static bool IsFolder(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };

    // A file under two names is there once.
    private long Sizes(string folder) => Files(folder).Where(path => !path.StartsWith(paths.Placed + Path.DirectorySeparatorChar, StringComparison.Ordinal)).Sum(disk.LengthOf);

    private static string IdOf(string path) => Path.GetFileName(Path.GetDirectoryName(path)) + Path.GetFileName(path);

    // Placed files are only other names of objects. Folders go with the files in them, and are placed again when they are asked for.
    private bool TryDeletePlaced(HashSet<string> needed)
    {
        if (!IsFolder(paths.Placed) || FoldersIn(paths.Placed).SelectMany(FoldersIn).Where(folder => !needed.Contains(IdOf(folder))).ToList() is not { Count: > 0 } unused)
            return true;

        // A process that has placed files may be reading them.
        using var alone = disk.TryTake(paths.PlacedLock);
        if (alone is null)
            return false;

        foreach (var folder in unused)
            DeleteFolder(folder);
        return true;
    }

    private void DeleteFolder(string folder)
    {
        try
        {
            disk.DeleteFolder(folder);
        }
        catch (DirectoryNotFoundException)
        {
            // Another who clears the store was faster.
        }
    }

    private bool IsWhole(StoredProduct product)
    {
        var bytes = BytesOf(product);
        return bytes.Length == product.Length && Fingerprint.Of(bytes).Digits == product.ObjectId && FilesIn(product, bytes).All(IsWhole);
    }

    private bool IsWhole(string id) => FileState.OfOwn(paths.Object(id)) is not null && DagFile.Of(paths.Object(id)).ContentHash == id;

    private byte[] BytesOf(StoredProduct product)
        => product.Offset >= 0 ? log.ReadPacked(product) : disk.Read(paths.Object(product.ObjectId), 0, product.Length);

    private long SizeOf(StoredProduct product) => product.Length + FilesIn(product, product.Length > MostLookedAt ? [] : BytesOf(product)).Sum(id => disk.LengthOf(paths.Object(id)));

    private IEnumerable<string> FilesOf(IEnumerable<(Fingerprint Fingerprint, StoredProduct Product)> all)
        => all.Where(each => each.Product.Form == ProductEncoding.Files).SelectMany(each => FilesIn(each.Product, BytesOf(each.Product))).Distinct();

    private static IEnumerable<string> FilesIn(StoredProduct product, byte[] bytes) => product.Form == ProductEncoding.Files ? FileManifest.In(bytes) : [];
}
