using System.Collections.Concurrent;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Run.Executors;

/// <summary>
/// The folders of a run's scripts. To make one takes a disk longer than all else that a small script asks of it, and most leave nothing there but their
/// product: that is put aside, and a folder in which nothing else was left is handed on to a later trial, under that one's name.
/// </summary>
internal sealed class TrialFolders : IDisposable
{
    private readonly ConcurrentDictionary<string, TrialFolder> lent = new(StringComparer.Ordinal);
    private readonly ConcurrentStack<TrialFolder> free = [];
    private volatile string? products;

    /// <summary>The folder is there when this returns, and has nothing in it but perhaps the two empty logs.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk refuses.</exception>
    public void Make(string path)
    {
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

    /// <summary>A file that a trial made is moved out of its folder, and has its declared name from then on, or else its task's. What may know its own place, as a folder or a link does, stays.</summary>
    public ProcessProduct PutAside(string trial, ProcessProduct product, string? name = null)
    {
        if (product is not ProcessProduct.WroteFile { IsLink: false } file)
            return product;

        // No task's name begins with a dot.
        var place = Path.Combine(Path.GetDirectoryName(trial) ?? "", ".products");
        if (products != place)
            DiskError.BestEffort(() => Directory.CreateDirectory(place));
        products = place;
        var aside = Path.Combine(place, Path.GetFileName(trial));
        if (name is not null)
        {
            DiskError.BestEffort(() => Directory.CreateDirectory(aside));
            aside = Path.Combine(aside, name);
        }

        return RawFile.TryRename(file.Path, aside) ? new ProcessProduct.WroteFile(aside) : product;
    }

    /// <summary>A trial is over. It keeps its folder for good, but where it ended well and nobody reads its logs any more: then another may have it, if nothing was left there.</summary>
    public void End(string path, TrialResult end, ProcessProduct? product)
    {
        lent.TryRemove(path, out var folder);
        // What was printed is in a log, which may itself be the product.
        var isSpare = end is TrialResult.Made && product is not ProcessProduct.Printed;
        if (isSpare)
            folder ??= TrialFolder.TryOpen(path);
        if (isSpare && folder?.IsAsItWas() == true)
            free.Push(folder);
        else
            folder?.Dispose();
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
