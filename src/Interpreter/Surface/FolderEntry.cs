namespace Dag.Interpreter.Surface;

/// <summary>What lies in a folder at any depth, by its path relative to that folder, with '/' between names.</summary>
internal abstract record FolderEntry
{
    private FolderEntry(string path) => Path = path;

    public string Path { get; }

    /// <summary>A file, or a link to one.</summary>
    public sealed record Content(string Place) : FolderEntry(Place);

    /// <summary>A link to a folder, which may lead back to where it lies, or to nothing.</summary>
    public sealed record Link(string Place, string Target) : FolderEntry(Place);

    /// <summary>A folder that has nothing in it.</summary>
    public sealed record Empty(string Place) : FolderEntry(Place);
}
