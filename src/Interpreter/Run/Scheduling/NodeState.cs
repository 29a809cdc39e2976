namespace Dag.Interpreter.Run.Scheduling;

/// <summary>Where a node of a run is.</summary>
public enum NodeState : byte
{
    Waiting,
    Ready,
    Running,
    Done,
    Reused,
    Failed,

    /// <summary>Something it needs has failed.</summary>
    Blocked,
    Cancelled,

    /// <summary>The run stopped before it was reached.</summary>
    NotRun,
}
