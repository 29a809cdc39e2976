namespace Dag.Interpreter.State.UpToDate;

/// <summary>The tasks of a run that have products, in the order of their plans, and what they are called, which most runs tell nobody.</summary>
internal sealed record SnapshotTasks(IReadOnlyList<SnapshotTask> All, Lazy<string[]> Names);
