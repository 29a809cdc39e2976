using System.Globalization;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>A folder as it was: a digest over the names and states of all that lies in it.</summary>
internal sealed record FolderStamp(string Path, string Digest)
{
    /// <summary>Null where it cannot be looked through, or was written to so lately that a change might not show.</summary>
    public static FolderStamp? Of(string path, TimeProvider clock)
    {
        var lines = new List<string>();
        try
        {
            foreach (var entry in DagFolder.Of(path).Entries())
            {
                if (LineOf(path, entry, clock) is not { } line)
                    return null;

                lines.Add(line);
            }
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return null;
        }

        return new(path, Fingerprint.Of(Wtf8.Of(string.Join('\0', lines))).Digits);
    }

    private static string? LineOf(string folder, FolderEntry entry, TimeProvider clock)
    {
        if (entry is not FolderEntry.Content)
            return entry.ToString();

        return FileState.Of(System.IO.Path.Combine(folder, entry.Path)) is { } state && state.IsSettled(clock)
            ? string.Create(CultureInfo.InvariantCulture, $"{state.Length} {state.Written} {state.Changed} {state.Number} {entry.Path}") : null;
    }
}
