using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Dag.Interpreter.Surface;

/// <summary>
/// A folder, known by what lies in it at any depth: files by their relative paths and contents, folders that are empty, links by what they say; one that leads
/// out of the folder to a file counts as that file. Its path is absolute.
/// </summary>
public sealed class DagFolder : IEquatable<DagFolder>
{
    private DagFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>The last part of the path.</summary>
    public string Name => System.IO.Path.GetFileName(Path.TrimEnd(System.IO.Path.DirectorySeparatorChar));

    /// <summary>SHA-256 over the relative path and content of all that lies in it, in hexadecimal.</summary>
    /// <exception cref="DirectoryNotFoundException">It is not there.</exception>
    public string ContentHash => HashBy(file => file.Identity);

    /// <param name="path">Relative ones are relative to the program's current folder.</param>
    public static DagFolder Of(string path) => new(System.IO.Path.GetFullPath(path));

    /// <summary>The files whose relative path fits a pattern, in ordinal order: <c>*</c> within a name, <c>**</c> over folders, <c>?</c> one character, <c>{a,b}</c> either.</summary>
    public IReadOnlyList<DagFile> Files(string pattern = "**/*")
    {
        var glob = Glob.Of(pattern);
        return Entries().Where(entry => entry is FolderEntry.Content or FolderEntry.Link { IsOfFile: true }).Select(entry => entry.Path).Where(glob.Fits).Select(File).ToList();
    }

    /// <summary>A file in it, there or not.</summary>
    public DagFile File(string relativePath) => DagFile.Of(System.IO.Path.Combine(Path, relativePath));

    public bool Equals(DagFolder? other) => other is not null && (Path == other.Path || ContentHash == other.ContentHash);

    public override bool Equals(object? obj) => Equals(obj as DagFolder);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ContentHash);

    public override string ToString() => Path;

    /// <summary>All that lies in it, in ordinal order of the paths.</summary>
    internal List<FolderEntry> Entries()
    {
        var folder = new DirectoryInfo(Path);
        if (!folder.Exists)
            throw new DirectoryNotFoundException($"there is no folder '{Path}'");

        var (found, links) = (new List<FolderEntry>(), new List<(string Path, FileSystemInfo Link)>());
        Collect(folder, "", found, links);
        if (links.Count > 0)
            AddLinks(folder, links, found);
        found.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return found;
    }

    /// <summary>The content's digest, with identities of files that may be known already.</summary>
    internal string HashBy(Func<DagFile, string> identityOf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in Entries())
        {
            Append(hash, entry.Path);
            Append(hash, entry switch
            {
                FolderEntry.Content { Path: var path } => identityOf(File(path)),
                FolderEntry.Link { Target: var target } => $"to {target}",
                FolderEntry.Empty => "",
                _ => throw new UnreachableException($"entry {entry}"),
            });
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Collect(DirectoryInfo folder, string prefix, List<FolderEntry> found, List<(string Path, FileSystemInfo Link)> links)
    {
        var before = found.Count + links.Count;
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                links.Add((prefix + entry.Name, entry));
            else if (entry is DirectoryInfo inner)
                Collect(inner, $"{prefix}{inner.Name}/", found, links);
            else
                found.Add(new FolderEntry.Content(prefix + entry.Name));
        }

        if (found.Count + links.Count == before && prefix.Length > 0)
            found.Add(new FolderEntry.Empty(prefix));
    }

    private static void AddLinks(DirectoryInfo folder, List<(string Path, FileSystemInfo Link)> links, List<FolderEntry> found)
    {
        string[] roots = folder.ResolveLinkTarget(returnFinalTarget: true) is { } real ? [folder.FullName, real.FullName] : [folder.FullName];
        var targets = links.ToDictionary(each => each.Path, each => FolderLinks.Movable(each.Path, each.Link.LinkTarget ?? "", roots), StringComparer.Ordinal);
        foreach (var (path, link) in links)
        {
            var (written, target, isOfFile) = (link.LinkTarget ?? "", targets[path], LeadsToFile(link));
            var staysInside = FolderLinks.StaysInside(path, targets);
            found.Add(!staysInside && isOfFile
                ? new FolderEntry.Content(path, Behind: written)
                : new FolderEntry.Link(path, target, !staysInside) { IsOfFile = isOfFile, Absolute = written == target ? null : written });
        }
    }

    private static bool LeadsToFile(FileSystemInfo link)
    {
        try
        {
            return link is FileInfo && FileState.Of(link.FullName) is not null;
        }
        catch (IOException)
        {
            // A circle.
            return false;
        }
    }

    // Length first, so that no text runs into the next one.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
