using System.Security.Cryptography;

namespace Dag.Interpreter.Surface;

/// <summary>
/// A file, known by its content: two are equal when what is in them is. Its path is absolute. Nothing is read before it is asked for,
/// so one that a body is about to write can be made first.
/// </summary>
public sealed class DagFile : IEquatable<DagFile>
{
    private readonly Lazy<string> contentHash;

    private DagFile(string path)
    {
        Path = path;
        contentHash = new(HashContent);
    }

    public string Path { get; }

    /// <summary>The last part of the path.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>In bytes.</summary>
    public long Length => new FileInfo(Path).Length;

    /// <summary>SHA-256 of the content, in hexadecimal; read once.</summary>
    public string ContentHash => contentHash.Value;

    /// <param name="path">Relative ones are relative to the program's current folder.</param>
    public static DagFile Of(string path) => new(System.IO.Path.GetFullPath(path));

    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public Stream OpenRead() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>The whole content as UTF-8, or as its byte order mark says.</summary>
    public string ReadText() => File.ReadAllText(Path);

    /// <summary>The lines one by one, without their ends; only as much is read as is asked for.</summary>
    public IEnumerable<string> ReadLines() => File.ReadLines(Path);

    public byte[] ReadBytes() => File.ReadAllBytes(Path);

    public bool Equals(DagFile? other) => other is not null && (Path == other.Path || ContentHash == other.ContentHash);

    public override bool Equals(object? obj) => Equals(obj as DagFile);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ContentHash);

    public override string ToString() => Path;

    private string HashContent()
    {
        using var stream = OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
