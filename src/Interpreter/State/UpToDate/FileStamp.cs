using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>A file as it was: by its state on disk, where that was settled, and by what counts of it in any case, which is nothing where there was none.</summary>
// A class, as all of a snapshot: over structs of ours, lists and comparers are compiled at every start.
internal sealed record FileStamp(string Path, FileState? State, string Identity)
{
    /// <summary>That nothing is there.</summary>
    public static FileStamp OfNone(string path) => new(path, null, "");

    /// <summary>The file as it is now, or null where it is gone or another. Only one whose state says nothing is read.</summary>
    public FileStamp? Observe(TimeProvider clock)
    {
        if (FileState.Of(Path) is not { } now)
            return Identity.Length == 0 ? this : null;
        if (State == now)
            return this;
        if (!IsSame() || FileState.Of(Path) != now)
            return null;

        return this with { State = now.IsSettled(clock) ? now : null };
    }

    private bool IsSame()
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
