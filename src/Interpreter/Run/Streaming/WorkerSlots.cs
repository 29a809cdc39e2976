namespace Dag.Interpreter.Run.Streaming;

/// <summary>
/// The places for what computes at one time: nodes of a plan, and units of its streams. What only waits has none. Units come first, since they give
/// room to those behind them; every second place goes to a node where both wait.
/// </summary>
public sealed class WorkerSlots(int count)
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<TaskCompletionSource, (int Rank, long Turn)> waiting = new();
    private int free = count;
    private long turn;
    private bool isForNode;
    private Action? wake;

    /// <summary>Takes a place for a node.</summary>
    /// <param name="whenFree">Called once when there may be one, where there is none now.</param>
    public bool TryTake(Action whenFree)
    {
        lock (gate)
        {
            if (free > 0)
            {
                free--;
                return true;
            }

            wake = whenFree;
            return false;
        }
    }

    /// <summary>Waits for a place.</summary>
    /// <param name="rank">Among those that wait, the lowest is first.</param>
    public Task TakeAsync(int rank, CancellationToken cancellation)
    {
        TaskCompletionSource place;
        lock (gate)
        {
            if (free > 0)
            {
                free--;
                return Task.CompletedTask;
            }

            place = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(place, (rank, turn++));
        }

        return cancellation.CanBeCanceled ? CancellableAsync(place, cancellation) : place.Task;
    }

    public void Release()
    {
        Action? node = null;
        lock (gate)
        {
            isForNode = wake is not null && !isForNode;
            if (isForNode || !TryHandOver())
            {
                free++;
                (node, wake) = (wake, null);
            }
        }

        node?.Invoke();
    }

    private bool TryHandOver()
    {
        while (waiting.TryDequeue(out var next, out _))
        {
            if (next.TrySetResult())
                return true;
        }

        return false;
    }

    private static async Task CancellableAsync(TaskCompletionSource place, CancellationToken cancellation)
    {
        await using var ending = cancellation.UnsafeRegister(static (waiter, token) => ((TaskCompletionSource?)waiter)?.TrySetCanceled(token), place).ConfigureAwait(false);
        await place.Task.ConfigureAwait(false);
    }
}
