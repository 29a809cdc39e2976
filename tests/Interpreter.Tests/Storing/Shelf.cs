using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A store in a folder of its own, and a handful of products to put into it.</summary>
internal sealed class Shelf : IDisposable
{
    private const string Memory = "/dev/shm";

    // What is flushed a thousand times should not wait for a real disk.
    public string Folder { get; } = Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, $"dag-store-{Guid.NewGuid():N}")).FullName : Directory.CreateTempSubdirectory("dag-store-").FullName;

    public string Store => Path.Combine(Folder, "store");

    public string Trials => Path.Combine(Folder, "runs");

    public static Fingerprint Named(string name) => Fingerprint.Of(System.Text.Encoding.UTF8.GetBytes(name));

    public ProductStore Open() => Open(new StoreDisk());

    public ProductStore Open(IStoreDisk disk) => ProductStore.Open(Store, Trials, disk).ShouldBeOfType<StoreOpening.Opened>().Store;

    /// <summary>A file as a trial leaves it.</summary>
    public DagFile Made(string name, string text)
    {
        var path = Path.Combine(Trials, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
        if (!File.Exists(path))
            File.WriteAllText(path, text);
        return DagFile.Of(path);
    }

    /// <summary>A file of the user's own.</summary>
    public DagFile Written(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return DagFile.Of(path);
    }

    public static StoreResult Keep<T>(ProductStore store, string name, T value)
        => store.Keep(Named(name), WorkOf(value, name), new ClrValue(value), typeof(T));

    public static StoredWork WorkOf<T>(T value, string name)
        => new(ContentHasher.Of(new ClrValue(value)).ShouldNotBeNull(), "none", name, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1));

    /// <summary>The content of what is stored under a name, or null where nothing (whole) is.</summary>
    public static string? Find<T>(ProductStore store, string name)
        => store.Find(Named(name)) is { } found && store.TryLoad(Named(name), found, typeof(T), out var value) ? ContentHasher.Of(value)?.Digits : null;

    public static string ContentOf<T>(T value) => ContentHasher.Of(new ClrValue(value)).ShouldNotBeNull().Digits;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
