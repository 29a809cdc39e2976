using System.Globalization;
using System.Text;
using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Snapshots;

/// <summary>A folder as it was: a digest over the names of all that lies in it, at any depth, and the states of the files.</summary>
internal readonly record struct FolderWitness(string Path, string Digest)
{
    /// <summary>Null where it cannot be looked through, or a file in it was written to so lately that a change might not show.</summary>
    public static FolderWitness? Of(string path, TimeProvider clock)
    {
        var lines = new StringBuilder();
        try
        {
            foreach (var entry in DagFolder.Of(path).Entries())
            {
                if (LineOf(path, entry, clock) is not { } line)
                    return null;

                lines.Append(line).Append('\0').Append(entry.Path).Append('\0');
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return new(path, Fingerprint.Of(Encoding.UTF8.GetBytes(lines.ToString())).Digits);
    }

    private static string? LineOf(string folder, FolderEntry entry, TimeProvider clock)
    {
        if (entry is FolderEntry.Link link)
            return $"to {link.Target}";
        if (entry is not FolderEntry.Content)
            return "";

        var file = FileState.BehindLinks(System.IO.Path.Combine(folder, entry.Path));
        var state = FileState.Of(file);
        return file.Exists && state.IsSettled(clock)
            ? string.Create(CultureInfo.InvariantCulture, $"{state.Length} {state.Written} {state.Born} {DagFile.MayBeExecuted(file)}") : null;
    }
}
