using System.Text;
using Dag.Interpreter.Runtime.Disk;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Runtime.Surface;

/// <summary>
/// A file, known by its content: two are equal when what is in them is. Its path is absolute. Nothing is read before it is asked for,
/// so one that a body is about to write can be made first.
/// </summary>
public sealed class DagFile : IEquatable<DagFile>
{
    private readonly string path;
    private readonly Action? onMoreThanName;
    private volatile Known? known;

    private DagFile(string path, Action? onMoreThanName = null)
    {
        this.path = path;
        this.onMoreThanName = onMoreThanName;
    }

    public string Path
    {
        get
        {
            onMoreThanName?.Invoke();
            return path;
        }
    }

    /// <summary>The last part of the path.</summary>
    public string Name => System.IO.Path.GetFileName(path);

    /// <summary>In bytes.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="IOException">What is there is no file.</exception>
    public long Length => Present(out _).Length;

    /// <summary>SHA-256 of the content, in hexadecimal; read once, and again only when the file was written since.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="IOException">What is there is no file.</exception>
    public string ContentHash => HashIn(Present(out _));

    /// <param name="path">Relative ones are relative to the program's current folder.</param>
    public static DagFile Of(string path) => new(System.IO.Path.GetFullPath(path));

    /// <summary>One that is still to be made, of which nothing is known but the name. Who asks for more is told of.</summary>
    internal static DagFile OfName(string name, Action onMore) => new(name, onMore);

    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="IOException">What is there is no file.</exception>
    public Stream OpenRead() => new FileStream(Open(), FileAccess.Read);

    /// <summary>The whole content as UTF-8, or as its byte order mark says.</summary>
    public string ReadText()
    {
        using var reader = new StreamReader(OpenRead(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The lines one by one, without their ends; only as much is read as is asked for.</summary>
    public IEnumerable<string> ReadLines()
    {
        // Looked at now, so that a file that is not there is told by who asks for its lines.
        Present(out _);
        return Lines();
    }

    public byte[] ReadBytes()
    {
        using var content = new MemoryStream((int)Math.Min(Length, Array.MaxLength));
        using (var stream = OpenRead())
            stream.CopyTo(content);
        return content.Length == content.Capacity ? content.GetBuffer() : content.ToArray();
    }

    /// <summary>What counts of it: its content's digest, with an x behind it where the file may be executed.</summary>
    internal string Identity => IdentityOf(HashIn(Present(out var mayBeExecuted)), mayBeExecuted);

    /// <summary>By its owner.</summary>
    internal bool MayBeExecuted => FileState.Of(Path, out var may) is not null && may;

    /// <summary>In bytes, as it was when its content was last read.</summary>
    internal long LengthAsRead => known?.State.Length ?? Length;

    /// <summary>As it was when it was last looked at.</summary>
    internal FileState? LastSeen { get; private set; }

    internal static string IdentityOf(string contentHash, bool mayBeExecuted) => mayBeExecuted ? contentHash + "x" : contentHash;

    public bool Equals(DagFile? other) => other is not null && (Path == other.Path || ContentHash == other.ContentHash);

    public override bool Equals(object? obj) => Equals(obj as DagFile);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ContentHash);

    public override string ToString() => Path;

    /// <summary>What can be told of it now, and whether its owner may execute it.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="IOException">What is there is no file.</exception>
    internal FileState Present(out bool mayBeExecuted)
    {
        var state = FileState.Of(Path, out mayBeExecuted) ?? throw Missing();
        LastSeen = state;
        return state;
    }

    /// <summary>The digest of its content, which it has just been seen to be in that state with.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled while it was read.</exception>
    internal string HashIn(FileState state, CancellationToken cancellation = default)
    {
        if (known is not { } hashed || hashed.State != state)
            known = hashed = new(state, HashOf(Path, cancellation));
        return hashed.Hash;
    }

    /// <summary>Why there is no content; null where there is.</summary>
    internal string? WhyNone() => FileState.KindOf(Path) switch
    {
        FileKind.File => null,
        FileKind.None => $"the file '{PathBytes.Shown(Path)}' does not exist",
        var kind => $"'{PathBytes.Shown(Path)}' is {FileKinds.Describe(kind)}, not a file",
    };

    private IOException Missing() => FileState.KindOf(Path) is FileKind.None or FileKind.File
        ? new FileNotFoundException($"file '{PathBytes.Shown(Path)}' not found", Path)
        : new IOException(WhyNone());

    private SafeFileHandle Open()
    {
        if (FileState.KindOf(Path) != FileKind.File)
            throw Missing();
        return RawFile.OpenContent(Path);
    }

    private IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(OpenRead(), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static string HashOf(string path, CancellationToken cancellation)
    {
        using var file = RawFile.OpenContent(path);
        return HashedReading.HashOf(file, cancellation);
    }

    private sealed record Known(FileState State, string Hash);
}
