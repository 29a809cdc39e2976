using System.Collections.Concurrent;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>
/// The files and folders that fingerprints were taken from, as they were when the first of them was: as long as they stay so, so do the fingerprints.
/// </summary>
/// <param name="look">What a folder will be known again by; null where that cannot be told.</param>
internal sealed class InputRecorder(Func<string, string?> look)
{
    private readonly ConcurrentDictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string?> folders = new(StringComparer.Ordinal);
    private volatile bool haveChanged;

    /// <summary>Told of each of them too.</summary>
    internal RunInputs? Watched { get; init; }

    /// <summary>Whether a file was another for one fingerprint than for the next.</summary>
    public bool HaveChanged => haveChanged;

    /// <summary>Each file's path, and what counted of it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Files => files.OrderBy(file => file.Key, StringComparer.Ordinal);

    /// <summary>Each folder's path, and what it will be known again by.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Folders => folders.OrderBy(folder => folder.Key, StringComparer.Ordinal);

    public bool Has(string file) => files.ContainsKey(file);

    internal void Record(DagFile file, string identity)
    {
        Watched?.Add(file);
        if (files.GetOrAdd(file.Path, identity) != identity)
            haveChanged = true;
    }

    /// <summary>Before it is read: what comes into it later has to show.</summary>
    internal void Record(DagFolder folder)
    {
        Watched?.Add(folder);
        folders.GetOrAdd(folder.Path, look);
    }
}
