using System.Collections.Concurrent;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Fingerprinting;

/// <summary>The files and folders that fingerprints were taken from: as long as they stay as they were, so do the fingerprints.</summary>
public sealed class SeenInputs
{
    private readonly ConcurrentDictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> folders = new(StringComparer.Ordinal);

    /// <summary>Each file's path, and what counted of it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Files => files.OrderBy(file => file.Key, StringComparer.Ordinal);

    public IEnumerable<string> Folders => folders.Keys.Order(StringComparer.Ordinal);

    internal void Take(DagFile file, string identity) => files[file.Path] = identity;

    internal void Take(DagFolder folder) => folders[folder.Path] = folder.Path;
}
