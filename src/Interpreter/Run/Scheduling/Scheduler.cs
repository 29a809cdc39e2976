using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.State.Journals;

namespace Dag.Interpreter.Run.Scheduling;

/// <summary>
/// Runs a graph: which node next, and how many at once. One loop owns the state; executors answer it by message, or at once where there was
/// nothing to wait for. After a failure nothing new starts and what runs may finish, unless it is told to keep going with what does not depend on it.
/// </summary>
public sealed class Scheduler(PlanGraph graph, INodeExecutor executor, int workers, bool keepGoing, long[]? priorities = null, IStateListener? listener = null, Stages? stages = null)
{
    // The loop goes on where an answer comes from: what it starts next is then often done there too, and nothing waits for another thread.
    private readonly Channel<Answer> answers = Channel.CreateUnbounded<Answer>(new() { SingleReader = true, AllowSynchronousContinuations = true });

    /// <summary>Ends when nothing runs any more and nothing can be started. A cancelled run ends in the same way.</summary>
    /// <exception cref="Exception">What an executor threw: its own broken promise. Whatever else ran was cancelled, and has ended.</exception>
    public async Task<RunSummary> RunAsync(CancellationToken cancellation)
    {
        var state = new RunState(graph, priorities, listener, stages?.Edges);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Exception? broken = null;
        while (true)
        {
            StartReady(state, stop.Token);
            if (state.Running == 0)
                break;

            var answer = await answers.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            do
            {
                if (answer.Node >= 0)
                    Settle(state, answer.Node, answer.Outcome);
                broken ??= answer.Thrown;
            }
            while (answers.Reader.TryRead(out answer));
            if (stages is not null && state.HasFailed && !keepGoing)
                await stages.Halt.CancelAsync().ConfigureAwait(false);
            if (broken is not null)
                await stop.CancelAsync().ConfigureAwait(false);
        }

        // The thread of the last answer must not be kept by the code after the run.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        state.Close();
        if (broken is not null)
            ExceptionDispatchInfo.Throw(broken);
        return state.Summary;
    }

    private void StartReady(RunState state, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && (keepGoing || !state.HasFailed) && TryTakeNext(state, out var node))
        {
            state.Move(node, NodeState.Running);
            var work = Begin(node, cancellation);
            if (work.IsCompletedSuccessfully)
            {
                Settle(state, node, work.Result);
                continue;
            }

            var hasThrown = work.IsCompleted;
            state.Open(node);
            _ = SendAsync(node, work);
            if (hasThrown)
                return;
        }
    }

    // A stage has no place of its own: what it computes for its elements has.
    private bool TryTakeNext(RunState state, out int node)
    {
        if (stages is null)
        {
            node = -1;
            return state.Running < workers && state.TryTakeReady(out node);
        }

        if (state.TryTakeStage(out node))
            return true;
        if (!state.HasReady || !stages.Slots.TryTake(Wake))
            return false;
        if (state.TryTakeReady(out node))
            return true;

        stages.Slots.Release();
        return false;
    }

    private void Wake() => answers.Writer.TryWrite(new(-1, WorkResult.Stopped, null));

    private void Settle(RunState state, int node, WorkResult outcome)
    {
        if (stages is not null && !stages.Edges.IsStage(node))
            stages.Slots.Release();
        state.Settle(node, outcome);
    }

    private ValueTask<WorkResult> Begin(int node, CancellationToken cancellation)
    {
        try
        {
            return executor.ExecuteAsync(node, cancellation);
        }
        catch (Exception thrown)
        {
            return ValueTask.FromException<WorkResult>(thrown);
        }
    }

    private async Task SendAsync(int node, ValueTask<WorkResult> work)
    {
        try
        {
            answers.Writer.TryWrite(new(node, await work.ConfigureAwait(false), null));
        }
        catch (Exception thrown)
        {
            // The loop ends with it, but not before what else runs has ended: nothing may outlive the run.
            answers.Writer.TryWrite(new(node, WorkResult.Stopped, thrown));
        }
    }

    private readonly record struct Answer(int Node, WorkResult Outcome, Exception? Thrown);
}

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
