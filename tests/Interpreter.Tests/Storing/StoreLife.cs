using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>
/// All that is ever done to a store, one after the other: products of each form are kept, renewed, placed, found damaged, verified, collected and cleared,
/// and a key for secrets is made. What a store has acknowledged is remembered, to be held against what is found after an accident.
/// </summary>
internal sealed class StoreLife
{
    private static readonly double[] Numbers = [.. Enumerable.Range(0, 10_000).Select(i => (double)i)];

    private readonly Shelf shelf;
    private readonly Dictionary<string, string> sure = [];
    private readonly Dictionary<string, string> right;
    private readonly Dictionary<string, Action<ProductStore>> makers;
    private byte[]? key;
    private bool isDamaged;

    public StoreLife(Shelf shelf)
    {
        this.shelf = shelf;

        // What was stored of it shares its bytes: each run makes its own.
        if (Directory.Exists(shelf.Trials))
            Directory.Delete(shelf.Trials, recursive: true);
        var file = shelf.Made("a/table.csv", "1,2");
        var other = shelf.Written("input.csv", "3,4");
        shelf.Made("tree/a/b.txt", "b");
        shelf.Made("tree/c.txt", "c");
        var folder = DagFolder.Of(Path.Combine(shelf.Trials, "tree"));
        right = new()
        {
            ["text"] = Shelf.ContentOf("text"), ["rows"] = Shelf.ContentOf<double[][]>([[1, 2], [3]]), ["numbers"] = Shelf.ContentOf(Numbers),
            ["file"] = Shelf.ContentOf(file), ["copied"] = Shelf.ContentOf(other), ["folder"] = Shelf.ContentOf(folder),
        };
        makers = new()
        {
            ["text"] = store => Keep(store, "text", "text"),
            ["rows"] = store => Keep<double[][]>(store, "rows", [[1, 2], [3]]),
            ["numbers"] = store => Keep(store, "numbers", Numbers),
            ["file"] = store => Keep(store, "file", file),
            ["copied"] = store => Keep(store, "copied", other),
            ["folder"] = store => Keep(store, "folder", folder),
        };
    }

    public void Live(IStoreDisk disk)
    {
        using var store = shelf.Open(disk);
        MakeAll(store);
        Renew(store);
        MakeKey(disk);
        Load(store, "file");
        Load(store, "folder");
        Damage("numbers");
        Load(store, "numbers");
        isDamaged = false;
        Make(store, "numbers");
        Damage("copied");
        Forgiven(() => store.Care.Verify());
        isDamaged = false;
        MakeAll(store);
        Delete(store, ["rows", "file"]);
        MakeAll(store);
        Delete(store, [.. right.Keys]);
        MakeAll(store);
    }

    public void MakeAll(ProductStore store)
    {
        foreach (var name in makers.Keys)
            Make(store, name);
    }

    /// <summary>Nothing wrong is found, and all that was acknowledged; whether the store says of itself that it is whole is asked if it must be.</summary>
    public void Check(ProductStore store, string when, bool isWhole)
    {
        foreach (var (name, content) in right)
        {
            var found = Find(store, name);
            if (found is not null || sure.ContainsKey(name))
                found.ShouldBe(content, $"{name}, {when}");
        }

        if (isWhole && !isDamaged)
            store.Care.Verify().ShouldBeEmpty(when);
        var after = SecretKey.In(shelf.Folder).Bytes;
        if (key is not null)
            after.ShouldBe(key, when);
    }

    /// <summary>Everything is there and right.</summary>
    public void CheckAll(ProductStore store, string when)
    {
        right.Keys.ToDictionary(name => name, name => Find(store, name)).ShouldBe(right.ToDictionary(each => each.Key, each => (string?)each.Value), when);
        store.Care.Verify().ShouldBeEmpty(when);
    }

    // A disk that refuses is no reason to stop: the next thing is tried.
    private static void Forgiven(Action act)
    {
        try
        {
            act();
        }
        catch (IOException)
        {
            // It is looked at later what came of it.
        }
    }

    private static string? Find(ProductStore store, string name) => name switch
    {
        "text" => Shelf.Find<string>(store, name),
        "rows" => Shelf.Find<double[][]>(store, name),
        "numbers" => Shelf.Find<double[]>(store, name),
        "folder" => Shelf.Find<DagFolder>(store, name),
        _ => Shelf.Find<DagFile>(store, name),
    };

    private void Make(ProductStore store, string name)
    {
        if (!sure.ContainsKey(name))
            makers[name](store);
    }

    private void Keep<T>(ProductStore store, string name, T value)
    {
        if (Shelf.Keep(store, name, value) is StoreResult.Kept)
            sure[name] = right[name];
    }

    private void Renew(ProductStore store)
    {
        if (store.Find(Shelf.Named("text")) is { } found)
            store.Renew(Shelf.Named("text"), found with { Predicates = "others" });
    }

    private void MakeKey(IStoreDisk disk)
    {
        var made = SecretKey.In(shelf.Folder, disk).Bytes;
        if (SecretKey.In(shelf.Folder).Bytes.AsSpan().SequenceEqual(made))
            key = made;
    }

    private void Load(ProductStore store, string name)
    {
        var found = Find(store, name);
        if (found is not null)
            found.ShouldBe(right[name]);
    }

    // Behind the store's back.
    private void Damage(string name)
    {
        var content = name == "copied" ? "3,4"u8.ToArray() : System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(Numbers).ToArray();
        var id = Dag.Interpreter.State.Fingerprinting.Fingerprint.Of(content).Digits;
        var path = Path.Combine(shelf.Store, "objects", id[..2], id[2..]);
        if (!File.Exists(path))
            return;

        sure.Remove(name);
        isDamaged = true;
        File.SetAttributes(path, FileAttributes.Normal);
        content[1] ^= 4;
        File.WriteAllBytes(path, content);
    }

    private void Delete(ProductStore store, IReadOnlyCollection<string> names)
    {
        var fingerprints = names.Select(Shelf.Named).ToHashSet();
        foreach (var name in names)
            sure.Remove(name);
        Forgiven(() => store.Care.Delete(store.Care.Entries().Where(entry => fingerprints.Contains(entry.Fingerprint)).ToList(), TimeProvider.System.GetUtcNow()));
    }
}
