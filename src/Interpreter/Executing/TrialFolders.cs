using System.Collections.Concurrent;

namespace Dag.Interpreter.Executing;

/// <summary>
/// The folders of a run's scripts. To make one takes a disk longer than all else that a small script asks of it, and most leave nothing there:
/// one that was left as it was is handed on to a later trial, under that one's name.
/// </summary>
internal sealed class TrialFolders : IDisposable
{
    private readonly ConcurrentDictionary<string, TrialFolder> lent = new(StringComparer.Ordinal);
    private readonly ConcurrentStack<TrialFolder> free = [];
    private volatile string? products;

    /// <summary>Where the trial of a folder leaves its product: beside all trials' folders, so that these stay empty. No task's name begins with a dot.</summary>
    public static string ProductOf(string trial) => Path.Combine(Path.GetDirectoryName(trial) ?? "", ".products", Path.GetFileName(trial));

    /// <summary>The folder is there when this returns, and the one that the product is to be in.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk refuses.</exception>
    public void Make(string path, string product)
    {
        var place = Path.GetDirectoryName(product) ?? path;
        if (products != place)
            Directory.CreateDirectory(place);
        products = place;
        if (free.TryPop(out var folder))
        {
            if (folder.TryRename(path))
            {
                lent[path] = folder;
                return;
            }
            folder.Remove();
        }

        Directory.CreateDirectory(path);
    }

    /// <summary>The trial keeps its folder for good.</summary>
    public void Keep(string path)
    {
        if (lent.TryRemove(path, out var folder))
            folder.Dispose();
    }

    /// <summary>The trial has ended well, and nobody reads its logs any more.</summary>
    public void GiveBack(string path)
    {
        var folder = lent.TryRemove(path, out var known) ? known : TrialFolder.TryOpen(path);
        if (folder is null)
            return;
        if (folder.IsAsItWas())
            free.Push(folder);
        else
            folder.Dispose();
    }

    /// <summary>Removes those that nobody has any more.</summary>
    public void Dispose()
    {
        while (free.TryPop(out var folder))
            folder.Remove();
        foreach (var (_, folder) in lent)
            folder.Dispose();
    }
}
