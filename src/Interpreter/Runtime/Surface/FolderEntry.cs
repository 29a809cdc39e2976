using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Runtime.Surface;

/// <summary>What lies in a folder at any depth, by its path relative to that folder, with '/' between names.</summary>
internal abstract record FolderEntry
{
    private FolderEntry(string path) => Path = path;

    public string Path { get; }

    /// <summary>A file.</summary>
    /// <param name="Behind">What the link says by which the file, which lies outside of the folder, is in it; null for one that lies there itself.</param>
    public sealed record Content(string Place, string? Behind = null) : FolderEntry(Place);

    /// <summary>A link to something in the same folder, or one out of it that leads to no file.</summary>
    /// <param name="Target">What it says, relative to where it lies as long as it stays in the folder.</param>
    /// <param name="LeadsOut">Whether it leads out of the folder.</param>
    public sealed record Link(string Place, string Target, bool LeadsOut) : FolderEntry(Place)
    {
        /// <summary>Whether it leads to a file.</summary>
        public bool IsOfFile { get; init; }

        /// <summary>What it says in absolute terms, where it does.</summary>
        public string? Absolute { get; init; }
    }

    /// <summary>A folder that has nothing in it.</summary>
    public sealed record Empty(string Place) : FolderEntry(Place);

    /// <summary>A pipe, a socket or a device: it counts by what it is, and is never opened.</summary>
    public sealed record Special(string Place, FileKind Kind) : FolderEntry(Place);
}
