namespace Dag.Interpreter.State.Storing;

/// <summary>Where everything of a store lies.</summary>
internal sealed record StorePaths(string Folder)
{
    /// <summary>Those of the store in a folder for state.</summary>
    public static StorePaths Of(string stateFolder) => new(Path.Combine(stateFolder, "store"));

    public string Index => Path.Combine(Folder, "index");

    public string Lock => Path.Combine(Folder, "lock");

    /// <summary>Whose ranges say which work is being done.</summary>
    public string Work => Path.Combine(Folder, "work");

    public string Objects => Path.Combine(Folder, "objects");

    public string Placed => Path.Combine(Folder, "placed");

    /// <summary>Lock of the processes that have placed files which may be in use.</summary>
    public string PlacedLock => Path.Combine(Folder, "placed.lock");

    /// <summary>What runs came to, each a file. Whatever is deleted from the store, all of them go with it: they may speak of it.</summary>
    public string Snapshots => Path.Combine(Folder, "snapshots");

    public string Temporary => Path.Combine(Folder, "tmp");

    /// <summary>The small objects of one generation of the index.</summary>
    public string Pack(long generation) => Path.Combine(Folder, $"pack.{generation:x}");

    /// <summary>Those of all generations that there are.</summary>
    public IReadOnlyList<string> Packs => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "pack.*") : [];

    public string Object(string id) => Path.Combine(Objects, id[..2], id[2..]);

    /// <summary>An object under the name that it has for who reads it.</summary>
    public string Place(string id, string name) => Path.Combine(Placed, id[..2], id[2..], name);

    public string NewTemporary() => Path.Combine(Temporary, Guid.NewGuid().ToString("N"));
}
