using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Dag.Interpreter.Executing;
using Dag.Interpreter.Planning;
using Dag.Interpreter.Tracking;

namespace Dag.Interpreter.Scheduling;

/// <summary>
/// Runs a graph: which node next, and how many at once. One loop owns the state; executors answer it by message, or at once where there was
/// nothing to wait for. After a failure nothing new starts and what runs may finish, unless it is told to keep going with what does not depend on it.
/// </summary>
public sealed class Scheduler(PlanGraph graph, IExecutor executor, int workers, bool keepGoing, long[]? priorities = null, IStateListener? listener = null)
{
    private readonly Channel<(int Node, Outcome Outcome)> outcomes =
        Channel.CreateUnbounded<(int Node, Outcome Outcome)>(new() { SingleReader = true });

    /// <summary>Ends when nothing runs any more and nothing can be started. A cancelled run ends in the same way.</summary>
    /// <exception cref="Exception">What an executor threw: its own broken promise; whatever else runs is cancelled.</exception>
    public async Task<RunSummary> RunAsync(CancellationToken cancellation)
    {
        var state = new RunState(graph, priorities, listener);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            while (true)
            {
                StartReady(state, stop.Token);
                if (state.Running == 0)
                    break;

                var (node, outcome) = await outcomes.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                state.Settle(node, outcome);
                while (outcomes.Reader.TryRead(out var next))
                    state.Settle(next.Node, next.Outcome);
            }
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } thrown)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            ExceptionDispatchInfo.Throw(thrown);
        }

        state.Close();
        return state.Summary;
    }

    private void StartReady(RunState state, CancellationToken cancellation)
    {
        while (state.Running < workers && !cancellation.IsCancellationRequested && (keepGoing || !state.HasFailed) && state.TryTakeReady(out var node))
        {
            state.Move(node, NodeState.Running);
            var work = executor.ExecuteAsync(node, cancellation);
            if (work.IsCompletedSuccessfully)
                state.Settle(node, work.Result);
            else
                _ = SendAsync(node, work);
        }
    }

    private async Task SendAsync(int node, ValueTask<Outcome> work)
    {
        try
        {
            outcomes.Writer.TryWrite((node, await work.ConfigureAwait(false)));
        }
        catch (Exception thrown)
        {
            // The loop reads this instead of an outcome and ends with it.
            outcomes.Writer.TryComplete(thrown);
        }
    }
}
