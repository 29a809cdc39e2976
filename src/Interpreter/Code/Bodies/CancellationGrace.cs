namespace Dag.Interpreter.Code.Bodies;

/// <summary>Waits for C# that runs, and once it is cancelled only for a moment: what does not look at its token cannot be made to end.</summary>
internal sealed class CancellationGrace(TimeProvider clock)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>True when it has ended; false when it was told to and did not within the grace.</summary>
    public async Task<bool> EndsAsync(Task running, CancellationToken cancellation)
    {
        if (running.IsCompleted)
            return true;

        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(told.SetResult).ConfigureAwait(false);
        if (await Task.WhenAny(running, told.Task).ConfigureAwait(false) == running)
            return true;

        var moment = Task.Delay(Grace, clock, CancellationToken.None);
        return await Task.WhenAny(running, moment).ConfigureAwait(false) == running;
    }
}
