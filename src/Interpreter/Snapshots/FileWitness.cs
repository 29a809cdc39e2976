using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Snapshots;

/// <summary>A file as it was: by its state on disk, where that was settled, and by SHA-256 of its content in any case.</summary>
internal readonly record struct FileWitness(string Path, FileState? State, string Hash)
{
    /// <summary>The file as it is now, or null where it is gone or another. Only one whose state says nothing is read.</summary>
    public FileWitness? Look(TimeProvider clock)
    {
        if (FileState.Of(Path) is not { } now)
            return null;
        if (State == now)
            return this;
        if (!HasContent() || FileState.Of(Path) != now)
            return null;

        return this with { State = now.IsSettled(clock) ? now : null };
    }

    private bool HasContent()
    {
        try
        {
            return DagFile.Of(Path).ContentHash == Hash;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
