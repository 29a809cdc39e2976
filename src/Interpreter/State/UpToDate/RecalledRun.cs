using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>A run that its snapshot still tells of, with the products of its targets.</summary>
/// <param name="Names">Of all its tasks with a product, if they were asked for.</param>
internal sealed record RecalledRun(RunSnapshot Snapshot, IReadOnlyList<ClrValue> Products, IReadOnlyList<string> Names)
{
    /// <summary>Every node of the run, if names were asked for.</summary>
    public Lazy<IReadOnlyList<SnapshotNode>>? Graph { get; init; }
}
