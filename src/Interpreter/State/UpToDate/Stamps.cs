using System.Globalization;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;

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

/// <summary>A folder as it was: a digest over the names and states of all that lies in it.</summary>
/// <param name="Except">Patterns of what does not count of it, as <see cref="DagFolder.Except"/> has them; null where all of it counts.</param>
internal sealed record FolderStamp(string Path, string Digest, string? Except)
{
    /// <summary>Null where it cannot be looked through, or was written to so lately that a change might not show.</summary>
    public static FolderStamp? Of(DagFolder folder, TimeProvider clock)
    {
        var lines = new List<string>();
        try
        {
            foreach (var entry in folder.Entries())
            {
                if (LineOf(folder.Path, entry, clock) is not { } line)
                    return null;

                lines.Add(line);
            }
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return null;
        }

        return new(folder.Path, Fingerprint.Of(Wtf8.Of(string.Join('\0', lines))).Digits, folder.Except);
    }

    private static string? LineOf(string folder, FolderEntry entry, TimeProvider clock)
    {
        if (entry is not FolderEntry.Content)
            return entry.ToString();

        return FileState.Of(System.IO.Path.Combine(folder, entry.Path)) is { } state && state.IsSettled(clock)
            ? string.Create(CultureInfo.InvariantCulture, $"{state.Length} {state.Written} {state.Changed} {state.Number} {entry.Path}") : null;
    }
}

/// <summary>A variable of the environment, by a digest under the store's own key; null where there was none.</summary>
internal sealed record VariableStamp(string Name, string? Digest);
