using System.Collections.Concurrent;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.Storing;

/// <summary>The objects that are files of their own, each under the digest of its content.</summary>
internal sealed class ObjectStore(StorePaths paths, IStoreDisk disk)
{
    private const int MostRemembered = 10_000;

    // What was found to be whole, in the state that it was read in.
    private readonly ConcurrentDictionary<string, FileState> whole = new(StringComparer.Ordinal);

    /// <summary>Whether an object is there, and is what its name says; read once, and again when it was touched since.</summary>
    public bool Has(string id, long length)
    {
        var path = paths.Object(id);
        if (disk.StateOf(path) is not { } state || state.Length != length)
            return false;
        if (whole.TryGetValue(id, out var seen) && seen == state)
            return true;
        if (DagFile.Of(path).ContentHash != id)
            return false;

        // To read some of them once more does no harm; to remember all for ever would, in a session that goes on for weeks.
        if (whole.Count >= MostRemembered)
            whole.Clear();
        whole[id] = state;
        return true;
    }

    public void Write(string id, ReadOnlySpan<byte> bytes)
    {
        var target = paths.Object(id);
        disk.CreateFolder(paths.Temporary);
        disk.CreateFolder(Path.GetDirectoryName(target) ?? paths.Objects);
        AtomicFile.Write(disk, target, paths.NewTemporary(), bytes, disk.MakeReadOnly);
    }
}
