using System.Globalization;
using System.Text;
using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Snapshots;

/// <summary>A folder as it was: a digest over the names and states of all that is in it, at any depth.</summary>
internal readonly record struct FolderWitness(string Path, string Digest)
{
    /// <summary>Null where it cannot be looked through, or was written to so lately that a change might not show.</summary>
    public static FolderWitness? Of(string path, TimeProvider clock)
    {
        var lines = new List<string>();
        try
        {
            foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false }))
            {
                var state = entry is FileInfo file ? FileState.Of(file) : new(-1, entry.LastWriteTimeUtc.Ticks, entry.CreationTimeUtc.Ticks);
                if (!state.IsSettled(clock))
                    return null;

                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{state.Length} {state.Written} {state.Born} {entry.FullName}"));
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        lines.Sort(StringComparer.Ordinal);
        return new(path, Fingerprint.Of(Encoding.UTF8.GetBytes(string.Join('\0', lines))).Digits);
    }
}
