using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>Finds runs again that would do nothing, from what they left in a folder for state.</summary>
/// <param name="ownFolder">Where trials leave their files.</param>
/// <param name="open">The store, which is only read where it may have lost something since.</param>
internal sealed class UpToDateCheck(string stateFolder, string ownFolder, Func<ProductStore?> open, Func<CallerVariables> caller, TimeProvider clock)
{
    private readonly SnapshotFolder snapshots = new(stateFolder);
    private readonly StorePeek unopened = new(StorePaths.Of(stateFolder).Folder, ownFolder);

    /// <summary>Null where such a run was not made before, or anything that it was read from has changed, or the store has lost some of what it made.</summary>
    public RecalledRun? Find(RunKey run, bool withNames)
    {
        if (snapshots.Find(run) is not { } found || SnapshotValidator.Validate(found, caller, snapshots.Digest, clock) is not { } snapshot)
            return null;

        var tasks = new Lazy<SnapshotTasks?>(() => snapshots.FindTasks(run, found));
        if (Match(snapshot, tasks) is not { } recalled || (withNames && tasks.Value is null))
            return null;

        if (!ReferenceEquals(recalled.Snapshot, found) && tasks.Value is { } all)
            snapshots.Write(run, recalled.Snapshot, all);
        return withNames && tasks.Value is { } named ? recalled with { Names = named.Names.Value, Graph = named.Graph } : recalled;
    }

    private RecalledRun? Match(RunSnapshot snapshot, Lazy<SnapshotTasks?> tasks)
    {
        if (SnapshotProducts.Of(snapshot, unopened) is { } known)
            return new(snapshot, known, []);
        if (tasks.Value is not { } all || open() is not { } store || SnapshotProducts.Of(snapshot, all, store) is not { } products)
            return null;

        return new(store.FindIndexState() is { } index && index != snapshot.Index ? snapshot with { Index = index } : snapshot, products, []);
    }
}
