using System.Diagnostics;
using System.Security.Cryptography;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Runtime.Surface;

/// <summary>
/// A folder, known by what lies in it at any depth: files by their relative paths and contents, folders that are empty, links by what they say; one that leads
/// out of the folder to a file counts as that file; pipes, sockets and devices by what they are. Its path is absolute.
/// </summary>
public sealed class DagFolder : IEquatable<DagFolder>
{
    private readonly string path;
    private readonly Action? onMoreThanName;

    private DagFolder(string path, Action? onMoreThanName = null, string? except = null)
    {
        this.path = path;
        Except = except;
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
    public string Name => System.IO.Path.GetFileName(path.TrimEnd(System.IO.Path.DirectorySeparatorChar));

    /// <summary>SHA-256 over the relative path and content of all that lies in it, in hexadecimal.</summary>
    /// <exception cref="DirectoryNotFoundException">It is not there.</exception>
    public string ContentHash => HashBy(file => file.Identity);

    /// <param name="path">Relative ones are relative to the program's current folder.</param>
    public static DagFolder Of(string path) => new(System.IO.Path.GetFullPath(path));

    /// <summary>One that a value names, of which not all counts.</summary>
    /// <param name="except">Patterns of what does not.</param>
    internal static DagFolder OfInput(string path, IReadOnlyList<string> except) => new(System.IO.Path.GetFullPath(path), except: string.Join('\0', except));

    /// <summary>The same by its patterns as <see cref="Except"/> has them.</summary>
    internal static DagFolder OfInput(string path, string? except) => new(path, except: except);

    /// <summary>One that is still to be made, of which nothing is known but the name. Who asks for more is told of.</summary>
    internal static DagFolder OfName(string name, Action onMore) => new(name, onMore);

    /// <summary>The files whose relative path fits a pattern, in ordinal order: <c>*</c> within a name, <c>**</c> over folders, <c>?</c> one character, <c>{a,b}</c> either.</summary>
    public IReadOnlyList<DagFile> Files(string pattern = "**/*")
    {
        var glob = Glob.Of(pattern);
        return Entries().Where(entry => entry is FolderEntry.Content or FolderEntry.Link { IsOfFile: true }).Select(entry => entry.Path).Where(glob.Fits).Select(File).ToList();
    }

    /// <summary>A file in it, there or not.</summary>
    public DagFile File(string relativePath) => DagFile.Of(System.IO.Path.Combine(Path, relativePath));

    public bool Equals(DagFolder? other) => other is not null && ((Path == other.Path && Except == other.Except) || ContentHash == other.ContentHash);

    public override bool Equals(object? obj) => Equals(obj as DagFolder);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ContentHash);

    public override string ToString() => Path;

    /// <summary>Patterns of what does not count of it, with zeros between them; null where all of it counts, as of a product.</summary>
    internal string? Except { get; }

    /// <summary>All that lies in it and counts, in ordinal order of the paths.</summary>
    /// <exception cref="IOException">It is not there, or not all of it can be read.</exception>
    internal List<FolderEntry> Entries()
    {
        var (found, links) = (new List<FolderEntry>(), new List<FoundLink>());
        var selection = Except is null ? null : FolderSelection.Of(Path, Except.Length == 0 ? [] : Except.Split('\0'));
        if (OperatingSystem.IsLinux())
            CollectByHandle(found, links, selection);
        else
            Collect(new DirectoryInfo(Path), "", found, links, selection);
        if (links.Count > 0)
            AddLinks(links, found);
        found.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return found;
    }

    /// <summary>The content's digest, with identities of files that may be known already.</summary>
    /// <param name="onEntries">Told of all that lies in it, before its files are read.</param>
    internal string HashBy(Func<DagFile, string> identityOf, Action<IReadOnlyList<FolderEntry>>? onEntries = null)
    {
        var entries = Entries();
        onEntries?.Invoke(entries);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries)
        {
            Append(hash, entry.Path);
            Append(hash, entry switch
            {
                FolderEntry.Content { Path: var path } => identityOf(File(path)),
                FolderEntry.Link { Target: var target } => $"to {target}",
                FolderEntry.Empty => "",
                FolderEntry.Special { Kind: var kind } => $"is {kind}",
                _ => throw new UnreachableException($"entry {entry}"),
            });
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Why there is nothing to look into; null where there is.</summary>
    internal string? WhyNone() => FileState.KindOf(Path) switch
    {
        FileKind.Folder => null,
        FileKind.None => $"the folder '{PathBytes.Shown(Path)}' does not exist",
        var kind => $"'{PathBytes.Shown(Path)}' is {FileKinds.Describe(kind)}, not a folder",
    };

    private void CollectByHandle(List<FolderEntry> found, List<FoundLink> links, FolderSelection? selection)
    {
        using var folder = ListedFolder.Open(Path);
        Collect(folder, "", found, links, selection);
    }

    private static void Collect(ListedFolder folder, string prefix, List<FolderEntry> found, List<FoundLink> links, FolderSelection? selection)
    {
        var before = found.Count + links.Count;
        foreach (var item in folder.Items())
        {
            var place = prefix + item.Name;
            if (selection?.LeavesOut(place, item.Kind == FileKind.Folder) == true)
                continue;

            if (item.Kind == FileKind.File)
                found.Add(new FolderEntry.Content(place));
            else if (item.Kind == FileKind.Link)
                links.Add(new(place, folder.FindLink(item), folder.KindBehindLinks(item) == FileKind.File));
            else if (item.Kind == FileKind.Folder)
                CollectWithin(folder, item, place + "/", found, links, selection);
            else if (item.Kind != FileKind.None)
                found.Add(new FolderEntry.Special(place, item.Kind));
        }

        if (found.Count + links.Count == before && prefix.Length > 0)
            found.Add(new FolderEntry.Empty(prefix));
    }

    // One that went while it was read is not there.
    private static void CollectWithin(ListedFolder folder, FolderItem item, string prefix, List<FolderEntry> found, List<FoundLink> links, FolderSelection? selection)
    {
        using var inner = folder.Open(item);
        if (inner is not null)
            Collect(inner, prefix, found, links, selection);
    }

    private static void Collect(DirectoryInfo folder, string prefix, List<FolderEntry> found, List<FoundLink> links, FolderSelection? selection)
    {
        if (!folder.Exists)
            throw new DirectoryNotFoundException($"folder '{folder.FullName}' not found");

        var before = found.Count + links.Count;
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (selection?.LeavesOut(prefix + entry.Name, entry is DirectoryInfo && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)) == true)
                continue;

            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                links.Add(new(prefix + entry.Name, entry.LinkTarget ?? "", LeadsToFile(entry)));
            else if (entry is DirectoryInfo inner)
                Collect(inner, $"{prefix}{inner.Name}/", found, links, selection);
            else
                found.Add(new FolderEntry.Content(prefix + entry.Name));
        }

        if (found.Count + links.Count == before && prefix.Length > 0)
            found.Add(new FolderEntry.Empty(prefix));
    }

    private void AddLinks(List<FoundLink> links, List<FolderEntry> found)
    {
        var folder = new DirectoryInfo(Path);
        string[] roots = folder.ResolveLinkTarget(returnFinalTarget: true) is { } real ? [folder.FullName, real.FullName] : [folder.FullName];
        var targets = links.ToDictionary(link => link.Path, link => FolderLinks.Movable(link.Path, link.Written, roots), StringComparer.Ordinal);
        foreach (var (path, written, isOfFile) in links)
        {
            var (target, staysInside) = (targets[path], FolderLinks.StaysInside(path, targets));
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
        var bytes = PathBytes.Of(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }

    /// <param name="Written">What it says.</param>
    private sealed record FoundLink(string Path, string Written, bool IsOfFile);
}
