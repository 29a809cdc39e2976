using Dag.Language.Declarations;
using Dag.Language.Querying;

namespace Dag.Interpreter.Host.Inspecting;

/// <summary>The state of each task of an env; each kind of state is found once for all tasks.</summary>
public sealed class StateTable(ITaskStates states, Env env)
{
    private static readonly TaskState[] Order = [TaskState.Running, TaskState.Failed, TaskState.Cached, TaskState.Stale];

    private readonly Dictionary<TaskState, IReadOnlySet<TaskName>> found = [];

    /// <summary>The word that queries use for the task's state; null where the task has none.</summary>
    public string? Of(TaskName task)
    {
        foreach (var state in Order)
        {
            if (TasksThatAre(state).Contains(task))
                return WordOf(state);
        }

        return null;
    }

    private static string WordOf(TaskState state) => state switch
    {
        TaskState.Running => "running",
        TaskState.Failed => "failed",
        TaskState.Cached => "cached",
        _ => "stale",
    };

    private IReadOnlySet<TaskName> TasksThatAre(TaskState state)
    {
        if (!found.TryGetValue(state, out var tasks))
            found.Add(state, tasks = states.TasksThatAre(state, env));
        return tasks;
    }
}
