namespace Dag.Interpreter.Run.Trials;

/// <summary>
/// Executor of trials: runs one attempt at a task and gives what it made, unchecked. It knows neither the graph nor the cache, neither retries nor timeouts; a cancelled
/// trial ends as <see cref="TrialResult.Stopped"/>.
/// </summary>
internal interface ITrialExecutor
{
    Task<TrialResult> RunAsync(TrialRequest request, CancellationToken cancellation);
}
