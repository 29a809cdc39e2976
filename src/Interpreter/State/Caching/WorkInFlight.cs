using System.Collections.Concurrent;
using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.Caching;

/// <summary>
/// Work that is being done, by fingerprint: who comes second waits for the first. The first already runs, so waiting for it can hold nobody up
/// for ever.
/// </summary>
internal sealed class WorkInFlight<T>
{
    private readonly ConcurrentDictionary<Fingerprint, TaskCompletionSource<T>> running = [];

    /// <summary>Null when the work is now the caller's own, to be ended with <see cref="End"/>; else the work that is under way.</summary>
    public Task<T>? Join(Fingerprint fingerprint)
    {
        var mine = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = running.GetOrAdd(fingerprint, mine);
        return ReferenceEquals(first, mine) ? null : first.Task;
    }

    public void End(Fingerprint fingerprint, T result)
    {
        if (running.TryRemove(fingerprint, out var ended))
            ended.TrySetResult(result);
    }
}
