using System.Collections.Concurrent;
using System.Globalization;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Runtime.Surface;

/// <summary>
/// The files and folders that programs and runs were made from, each as it was before it was read: what a host watches that runs again when one of them changes.
/// Safe for several threads at once.
/// </summary>
public sealed class RunInputs
{
    private readonly ConcurrentDictionary<string, FileState?> files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (DagFolder Folder, string State)> folders = new(StringComparer.Ordinal);

    /// <summary>Full paths of the files, those too that were looked for and not there.</summary>
    public IReadOnlyCollection<string> Files => [.. files.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Full paths of the folders.</summary>
    public IReadOnlyCollection<string> Folders => [.. folders.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The paths of those that are not what they were.</summary>
    public IReadOnlyList<string> FindChanged()
        => [
            .. files.Where(file => FileState.Of(file.Key) != file.Value).Select(file => file.Key).Order(StringComparer.Ordinal),
            .. folders.Where(folder => StateOf(folder.Value.Folder) != folder.Value.State).Select(folder => folder.Key).Order(StringComparer.Ordinal),
        ];

    /// <summary>Forgets all of them, before the next run.</summary>
    public void Clear()
    {
        files.Clear();
        folders.Clear();
    }

    /// <summary>A file that is about to be read.</summary>
    internal void Add(string path)
    {
        if (path.Length > 0 && !path.Contains('\0'))
            files.GetOrAdd(Path.GetFullPath(path), FileState.Of);
    }

    /// <summary>A file that was read, as it was then.</summary>
    internal void Add(DagFile file) => files.TryAdd(file.Path, file.LastSeen ?? FileState.Of(file.Path));

    /// <summary>A folder that is about to be read.</summary>
    internal void Add(DagFolder folder) => folders.GetOrAdd(folder.Path, _ => (folder, StateOf(folder)));

    private static string StateOf(DagFolder folder)
    {
        try
        {
            return string.Join('\0', folder.Entries().Select(entry => entry is FolderEntry.Content ? LineOf(folder.Path, entry) : entry.ToString()));
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return "";
        }
    }

    private static string LineOf(string folder, FolderEntry entry)
        => FileState.Of(Path.Combine(folder, entry.Path)) is { } state
            ? string.Create(CultureInfo.InvariantCulture, $"{state.Length} {state.Written} {state.Changed} {state.Number} {entry.Path}")
            : entry.Path;
}
