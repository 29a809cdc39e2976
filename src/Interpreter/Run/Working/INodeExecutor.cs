using Dag.Interpreter.Run.Trials;

namespace Dag.Interpreter.Run.Working;

/// <summary>
/// Executor of a node of a plan. Knows nothing of the graph, of queues and of how many run at once. What ends at once may be answered at once;
/// what takes time must not hold the caller up.
/// </summary>
public interface INodeExecutor
{
    ValueTask<WorkResult> ExecuteAsync(int node, CancellationToken cancellation);
}
