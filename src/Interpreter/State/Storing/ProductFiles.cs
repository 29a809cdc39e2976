using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.Storing;

/// <summary>The files that a product holds, its folders' too, each with what counted of it when the product's content was digested.</summary>
public sealed class ProductFiles
{
    private List<(DagFile File, string Identity)> files = [];
    private List<(DagFolder Folder, IReadOnlyList<FolderEntry> Entries)> folders = [];

    public int Count => files.Count;

    /// <summary>In bytes; of what is gone nothing.</summary>
    public long Length => files.Sum(each => Read(() => each.File.LengthAsRead, 0));

    internal bool IsEmpty => files.Count + folders.Count == 0;

    public IEnumerable<string> Paths => files.Select(each => each.File.Path);

    public void Add(DagFile file, string identity) => files.Add((file, identity));

    internal void Add(DagFolder folder, IReadOnlyList<FolderEntry> entries) => folders.Add((folder, entries));

    /// <summary>Some of them, and those that are gone.</summary>
    internal ProductFiles Where(Predicate<DagFile> which, Predicate<DagFolder> whichFolders) => new()
    {
        files = files.FindAll(each => Read(() => which(each.File), true)),
        folders = folders.FindAll(each => whichFolders(each.Folder)),
    };

    /// <summary>Whether all of them are still there, and what they were.</summary>
    public bool AreAsTheyWere() => FindChanged().Count == 0;

    /// <summary>The paths of those that are not.</summary>
    internal IReadOnlyList<string> FindChanged()
    {
        var changed = files.Where(each => !Read(() => each.File.Identity == each.Identity, false)).Select(each => each.File.Path).ToList();
        foreach (var (folder, entries) in folders)
            changed.AddRange(FolderChanges.Between(folder, entries));
        return changed;
    }

    private static T Read<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception gone) when (DiskError.Is(gone))
        {
            return otherwise;
        }
    }
}
