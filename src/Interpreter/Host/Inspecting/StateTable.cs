using Dag.Language.Declarations;
using Dag.Language.Querying;

namespace Dag.Interpreter.Host.Inspecting;

/// <summary>The state of each task of an env in a word; each kind of state is found once for all of them.</summary>
public sealed class StateTable(ITaskStates states, Env env)
{
    private static readonly string[] Words = ["running", "failed", "cached", "stale"];

    private readonly Dictionary<string, IReadOnlySet<TaskName>> found = [];

    /// <summary>Null where nothing was done with it.</summary>
    public string? Of(TaskName task) => Words.FirstOrDefault(word => TasksThatAre(word).Contains(task));

    private IReadOnlySet<TaskName> TasksThatAre(string word)
    {
        if (!found.TryGetValue(word, out var tasks))
            found.Add(word, tasks = states.TasksThatAre(word, env));
        return tasks;
    }
}
