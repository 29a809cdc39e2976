using Dag.Interpreter.Disk;

namespace Dag.Interpreter.Surface;

/// <summary>
/// A file, known by its content: two are equal when what is in them is. Its path is absolute. Nothing is read before it is asked for,
/// so one that a body is about to write can be made first.
/// </summary>
public sealed class DagFile : IEquatable<DagFile>
{
    private volatile Known? known;

    private DagFile(string path) => Path = path;

    public string Path { get; }

    /// <summary>The last part of the path.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>In bytes.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public long Length => (FileState.Of(Path) ?? throw Missing()).Length;

    /// <summary>SHA-256 of the content, in hexadecimal; read once, and again only when the file was written since.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public string ContentHash => HashIn(FileState.Of(Path) ?? throw Missing());

    /// <param name="path">Relative ones are relative to the program's current folder.</param>
    public static DagFile Of(string path) => new(System.IO.Path.GetFullPath(path));

    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public Stream OpenRead() => new FileStream(Present().FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>The whole content as UTF-8, or as its byte order mark says.</summary>
    public string ReadText() => File.ReadAllText(Present().FullName);

    /// <summary>The lines one by one, without their ends; only as much is read as is asked for.</summary>
    public IEnumerable<string> ReadLines() => File.ReadLines(Present().FullName);

    public byte[] ReadBytes() => File.ReadAllBytes(Present().FullName);

    /// <summary>What counts of it: its content's digest, with an x behind it where the file may be executed.</summary>
    internal string Identity => IdentityOf(HashIn(Present(out var mayBeExecuted)), mayBeExecuted);

    /// <summary>By its owner.</summary>
    internal bool MayBeExecuted => FileState.Of(Path, out var may) is not null && may;

    /// <summary>In bytes, as it was when its content was last read.</summary>
    internal long LengthAsRead => known?.State.Length ?? Length;

    internal static string IdentityOf(string contentHash, bool mayBeExecuted) => mayBeExecuted ? contentHash + "x" : contentHash;

    public bool Equals(DagFile? other) => other is not null && (Path == other.Path || ContentHash == other.ContentHash);

    public override bool Equals(object? obj) => Equals(obj as DagFile);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ContentHash);

    public override string ToString() => Path;

    /// <summary>The file itself, behind all links.</summary>
    internal FileInfo Present()
    {
        var file = FileState.BehindLinks(Path);
        return file.Exists ? file : throw Missing();
    }

    /// <summary>What can be told of it now, and whether its owner may execute it.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    internal FileState Present(out bool mayBeExecuted) => FileState.Of(Path, out mayBeExecuted) ?? throw Missing();

    /// <summary>The digest of its content, which it has just been seen to be in that state with.</summary>
    internal string HashIn(FileState state)
    {
        if (known is not { } hashed || hashed.State != state)
            known = hashed = new(state, HashOf(Path));
        return hashed.Hash;
    }

    private FileNotFoundException Missing() => new($"there is no file '{Path}'", Path);

    private static string HashOf(string path)
    {
        using var file = RawFile.OpenToRead(path);
        return HashedReading.HashOf(file);
    }

    private sealed record Known(FileState State, string Hash);
}
