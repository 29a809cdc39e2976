using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Runtime.Surface;

/// <summary>What came into a folder, went out of it or is a link elsewhere by now. Knows nothing of what is in its files.</summary>
internal static class FolderChanges
{
    /// <summary>The paths of all that is otherwise; the folder's own where it cannot be looked through any more.</summary>
    public static IReadOnlyList<string> Between(DagFolder folder, IReadOnlyList<FolderEntry> before)
    {
        try
        {
            var now = folder.Entries();
            return now.SequenceEqual(before)
                ? []
                : before.Except(now).Concat(now.Except(before)).Select(entry => System.IO.Path.Combine(folder.Path, entry.Path)).Distinct().ToList();
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return [folder.Path];
        }
    }
}
