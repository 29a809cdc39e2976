using Dag.Interpreter.Executing;
using Dag.Interpreter.Storing;

namespace Dag.Interpreter.Snapshots;

/// <summary>Finds runs again that would do nothing, from what they left in a folder for state.</summary>
/// <param name="ownFolder">Where trials leave their files.</param>
/// <param name="open">The store, which is only read where it may have lost something since.</param>
internal sealed class RunMemory(string stateFolder, string ownFolder, Func<ProductStore?> open, Func<CallerVariables> caller, TimeProvider clock)
{
    private readonly SnapshotFolder snapshots = new(stateFolder);

    /// <summary>Null where such a run was not made before, or anything that it was read from has changed, or the store has lost some of what it made.</summary>
    public RecalledRun? Find(RunKey run, bool withNames)
    {
        if (snapshots.Find(run) is not { } found || Witnesses.Ask(found, caller, snapshots.Digest, clock) is not { } snapshot)
            return null;

        KnownTasks? tasks = null;
        var products = KnownProducts.Of(snapshot, StorePaths.Of(stateFolder).Folder, ownFolder);
        if (products is null)
        {
            if ((tasks = snapshots.FindTasks(run, snapshot)) is null || open() is not { } store || (products = KnownProducts.Of(snapshot, tasks, store)) is null)
                return null;
            if (store.Mark() is { } index && index != snapshot.Index)
                snapshot = snapshot with { Index = index };
        }

        if (withNames && (tasks ??= snapshots.FindTasks(run, snapshot)) is null)
            return null;
        if (!ReferenceEquals(snapshot, found) && (tasks ?? snapshots.FindTasks(run, snapshot)) is { } all)
            snapshots.Write(run, snapshot, all);
        return new(snapshot, products, withNames && tasks is not null ? tasks.Names.Value : []);
    }
}
