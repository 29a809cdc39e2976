namespace Dag.Interpreter.Tracking;

/// <summary>Where events come together: any thread may record one, listeners hear them one at a time. With no listener an event is not even made.</summary>
public sealed class Tracker(TimeProvider clock, params IRunListener[] listeners)
{
    private readonly Lock order = new();

    public bool IsHeard => listeners.Length > 0;

    public void Record(Func<DateTimeOffset, RunEvent> make)
    {
        if (!IsHeard)
            return;

        lock (order)
        {
            var happened = make(clock.GetUtcNow());
            foreach (var listener in listeners)
                listener.On(happened);
        }
    }
}
