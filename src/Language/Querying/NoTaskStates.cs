using Dag.Language.Declarations;

namespace Dag.Language.Querying;

/// <summary>The states of a graph that nothing has been done with yet.</summary>
public sealed class NoTaskStates : ITaskStates
{
    private static readonly HashSet<TaskName> None = [];

    public IReadOnlySet<TaskName> TasksThatAre(TaskState state, Env env) => None;
}
