using System.Security.Cryptography;
using System.Text;

namespace Dag.Interpreter.Surface;

/// <summary>A folder, known by the names and contents of the files in it, at any depth. Its path is absolute.</summary>
public sealed class DagFolder : IEquatable<DagFolder>
{
    private DagFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>The last part of the path.</summary>
    public string Name => System.IO.Path.GetFileName(Path.TrimEnd(System.IO.Path.DirectorySeparatorChar));

    /// <summary>SHA-256 over every file's relative path and content, in hexadecimal.</summary>
    /// <exception cref="DirectoryNotFoundException">It is not there.</exception>
    public string ContentHash => HashBy(file => file.ContentHash);

    /// <param name="path">Relative ones are relative to the program's current folder.</param>
    public static DagFolder Of(string path) => new(System.IO.Path.GetFullPath(path));

    /// <summary>The files whose relative path fits a pattern, in ordinal order: <c>*</c> within a name, <c>**</c> over folders, <c>?</c> one character, <c>{a,b}</c> either.</summary>
    public IReadOnlyList<DagFile> Files(string pattern = "**/*")
    {
        var glob = Glob.Of(pattern);
        return RelativePaths().Where(glob.Fits).Select(File).ToList();
    }

    /// <summary>A file in it, there or not.</summary>
    public DagFile File(string relativePath) => DagFile.Of(System.IO.Path.Combine(Path, relativePath));

    public bool Equals(DagFolder? other) => other is not null && (Path == other.Path || ContentHash == other.ContentHash);

    public override bool Equals(object? obj) => Equals(obj as DagFolder);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ContentHash);

    public override string ToString() => Path;

    private List<string> RelativePaths()
    {
        var folder = new DirectoryInfo(Path);
        if (!folder.Exists)
            throw new DirectoryNotFoundException($"there is no folder '{Path}'");

        var found = new List<string>();
        Collect(folder, "", found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    // A linked folder is left out: it may lead back to where it lies.
    private static void Collect(DirectoryInfo folder, string prefix, List<string> found)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is not DirectoryInfo inner)
                found.Add(prefix + entry.Name);
            else if (inner.LinkTarget is null)
                Collect(inner, $"{prefix}{inner.Name}/", found);
        }
    }

    /// <summary>The same, with digests of files that may be known already.</summary>
    internal string HashBy(Func<DagFile, string> hashOf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var relative in RelativePaths())
        {
            // Length first, so that no name runs into the next one.
            var name = Encoding.UTF8.GetBytes(relative);
            hash.AppendData(BitConverter.GetBytes(name.Length));
            hash.AppendData(name);
            hash.AppendData(Convert.FromHexString(hashOf(File(relative))));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
