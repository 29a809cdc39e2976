using Dag.Interpreter.Runtime.Masking;

namespace Dag.Interpreter.Run.Events;

/// <summary>
/// Where events come together: any thread may record one, listeners hear them one at a time, and without the secrets that are known by then. With no listener
/// an event is not even made.
/// </summary>
public sealed class EventPublisher(TimeProvider clock, params IRunListener[] listeners)
{
    private readonly Lock order = new();

    public bool IsHeard => listeners.Length > 0;

    /// <summary>What no event says.</summary>
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
            foreach (var listener in listeners)
                listener.On(happened);
        }
    }

    private RunEvent Masked(RunEvent happened) => happened switch
    {
        RunEvent.Logged logged => logged with { Line = Secrets.Mask(logged.Line) },
        RunEvent.Progressed { Note: { } note } progressed => progressed with { Note = Secrets.Mask(note) },
        RunEvent.MetricRecorded recorded => recorded with { Name = Secrets.Mask(recorded.Name) },
        RunEvent.ArtifactKept kept => kept with { Path = Secrets.Mask(kept.Path) },
        RunEvent.TaskFailed failed => failed with { Failure = new(Secrets.Mask(failed.Failure.Diagnostic), failed.Failure.Log.Map(Secrets.Mask)) },
        _ => happened,
    };
}
