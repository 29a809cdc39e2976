using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>
/// The files and folders that a piece of work was fingerprinted from, as they were then: what is made while one of them changes was made of something else
/// than the fingerprint says.
/// </summary>
internal sealed class InputStamps
{
    // The slowest clock that disks write times by: another write within its tick leaves no other time.
    private static readonly long Tick = TimeSpan.FromMilliseconds(20).Ticks;

    private readonly List<FileStamp> files = [];
    private readonly List<(DagFolder Folder, IReadOnlyList<FolderEntry> Entries)> folders = [];

    internal bool IsEmpty => files.Count + folders.Count == 0;

    /// <summary>The paths of those that are not what they were: one call to the system a file, and no reading but of what was written just before it was fingerprinted.</summary>
    internal IReadOnlyList<string> FindChanged()
    {
        var changed = files.Where(file => !file.IsSame()).Select(file => file.Path).ToList();
        foreach (var (folder, entries) in folders)
            changed.AddRange(FolderChanges.Between(folder, entries));
        return changed;
    }

    internal void Add(DagFile file, string identity)
        => files.Add(new(file.Path, file.LastSeen, identity, file.LastSeen is { } seen && TimeProvider.System.GetUtcNow().UtcTicks - seen.Changed < Tick));

    internal void Add(DagFolder folder, IReadOnlyList<FolderEntry> entries) => folders.Add((folder, entries));

    private readonly record struct FileStamp(string Path, FileState? State, string Identity, bool IsFresh)
    {
        public bool IsSame() => State is not null && FileState.Of(Path) == State && (!IsFresh || IsOfSameContent());

        private bool IsOfSameContent()
        {
            try
            {
                return DagFile.Of(Path).Identity == Identity;
            }
            catch (Exception refused) when (DiskError.Is(refused))
            {
                return false;
            }
        }
    }
}
