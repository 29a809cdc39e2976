using System.Collections.Concurrent;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>
/// The files and folders that fingerprints were taken from, as they were when the first of them was: as long as they stay so, so do the fingerprints.
/// </summary>
/// <param name="look">What a folder will be known again by; null where that cannot be told.</param>
internal sealed class InputRecorder(Func<DagFolder, string?> look)
{
    private readonly ConcurrentDictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FolderLook> folders = new(StringComparer.Ordinal);
    private volatile bool haveChanged;

    /// <summary>Told of each of them too.</summary>
    internal RunInputs? Watched { get; init; }

    /// <summary>Whether a file was another for one fingerprint than for the next.</summary>
    public bool HaveChanged => haveChanged;

    /// <summary>Each file's path, and what counted of it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Files => files.OrderBy(file => file.Key, StringComparer.Ordinal);

    /// <summary>Each folder, and what it will be known again by.</summary>
    public IEnumerable<FolderLook> Folders => folders.OrderBy(folder => folder.Key, StringComparer.Ordinal).Select(folder => folder.Value);

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
        folders.GetOrAdd($"{folder.Path}\0{folder.Except}", _ => new(folder, look(folder)));
    }
}

/// <summary>A folder as it was when the first fingerprint was taken from it.</summary>
/// <param name="Digest">What it will be known again by; null where that could not be told.</param>
internal sealed record FolderLook(DagFolder Folder, string? Digest);
