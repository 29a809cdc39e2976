namespace Dag.Interpreter.Run.Streaming;

/// <summary>The place of one body, which it gives back whenever it waits for others.</summary>
/// <param name="rank">Among those that wait for a place, the lowest is first.</param>
internal sealed class SlotHolder(WorkerSlots slots, int rank) : IDisposable
{
    private int held;

    public async Task TakeAsync(CancellationToken cancellation)
    {
        await slots.TakeAsync(rank, cancellation).ConfigureAwait(false);
        held = 1;
    }

    public void Release()
    {
        if (Interlocked.Exchange(ref held, 0) == 1)
            slots.Release();
    }

    public void Dispose() => Release();
}
