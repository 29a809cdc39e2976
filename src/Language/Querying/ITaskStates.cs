using Dag.Language.Declarations;

namespace Dag.Language.Querying;

/// <summary>States of tasks that only a session knows, for queries.</summary>
public interface ITaskStates
{
    IReadOnlySet<TaskName> TasksThatAre(TaskState state, Env env);
}

/// <summary>State of a task that a query can ask for.</summary>
public enum TaskState
{
    /// <summary>Its product is there and up to date.</summary>
    Cached,

    /// <summary>Its product is there and out of date.</summary>
    Stale,
    Running,
    Failed,
}
