using Dag.Language.Declarations;

namespace Dag.Language.Querying;

/// <summary>What only a session knows of a task: whether its product is there, runs, or failed. Asked by the word a query uses.</summary>
public interface ITaskStates
{
    /// <param name="word"><c>cached</c>, <c>stale</c>, <c>running</c> or <c>failed</c>.</param>
    IReadOnlySet<TaskName> TasksThatAre(string word, Env env);
}
