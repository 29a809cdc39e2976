using System.Collections.Concurrent;
using Dag.Interpreter.Run.Trials;

namespace Dag.Interpreter.Run.Working;

/// <summary>Products that are being fetched, by their nodes: who asks for one meanwhile waits for it, and who asks just too late finds it there.</summary>
internal sealed class FetchesInFlight
{
    private readonly ConcurrentDictionary<int, Lazy<Task<TrialResult>>> running = [];

    /// <param name="find">Gives the product where it is there already.</param>
    public Task<TrialResult> FetchAsync(int node, Func<TrialResult?> find, Func<Task<TrialResult>> fetch)
        => find() is { } there
            ? Task.FromResult(there)
            : running.GetOrAdd(node, _ => new(() => Task.Run(() => FetchOnceAsync(node, find, fetch), CancellationToken.None))).Value;

    private async Task<TrialResult> FetchOnceAsync(int node, Func<TrialResult?> find, Func<Task<TrialResult>> fetch)
    {
        try
        {
            // Another may have ended since this one was asked for; what it left is no stored product any more, and must not be taken for a damaged one.
            return find() ?? await fetch().ConfigureAwait(false);
        }
        finally
        {
            running.TryRemove(node, out _);
        }
    }
}
