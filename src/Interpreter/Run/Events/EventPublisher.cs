using Dag.Interpreter.Runtime.Masking;

namespace Dag.Interpreter.Run.Events;

/// <summary>
/// Publisher of a run's events: any thread may record one, and every listener receives all of them in one order, at its own pace and without the secrets that
/// are known by then. A slow listener holds up neither the run nor the other listeners. Without listeners an event is not even made.
/// </summary>
internal sealed class EventPublisher(TimeProvider clock, params IRunListener[] listeners)
{
    private readonly Lock order = new();
    private readonly ListenerQueue[] queues = Array.ConvertAll(listeners, listener => new ListenerQueue(listener));

    public bool IsHeard => queues.Length > 0;

    /// <summary>The texts that no event contains.</summary>
    public SecretTexts Secrets { get; init; } = new();

    public void Record(Func<DateTimeOffset, RunEvent> make)
    {
        if (!IsHeard)
            return;

        lock (order)
        {
            var happened = make(clock.GetUtcNow());
            if (!Secrets.IsEmpty)
                happened = Masked(happened);
            foreach (var queue in queues)
                queue.Add(happened);
        }
    }

    /// <summary>Ends when every listener has received every event. Nothing may be recorded afterwards.</summary>
    /// <exception cref="Exception">The exception that a listener threw; it received nothing after that.</exception>
    public Task CompleteAsync() => Task.WhenAll(Array.ConvertAll(queues, queue => queue.CompleteAsync()));

    private RunEvent Masked(RunEvent happened) => happened switch
    {
        RunEvent.Logged logged => logged with { Line = Secrets.Mask(logged.Line) },
        RunEvent.Progressed { Note: { } note } progressed => progressed with { Note = Secrets.Mask(note) },
        RunEvent.TrialRetried retried => retried with { Reason = Secrets.Mask(retried.Reason) },
        RunEvent.MetricRecorded recorded => recorded with { Name = Secrets.Mask(recorded.Name) },
        RunEvent.ArtifactKept kept => kept with { Path = Secrets.Mask(kept.Path) },
        RunEvent.TaskPublished published => published with { Path = Secrets.Mask(published.Path) },
        RunEvent.TaskFailed failed => failed with { Failure = new(Secrets.Mask(failed.Failure.Diagnostic), failed.Failure.Log.Map(Secrets.Mask)) },
        _ => happened,
    };
}
