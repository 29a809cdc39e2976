namespace Dag.Interpreter.Tests.Working;

/// <summary>A clock that stands still until it is turned, and then runs what has come due, in order.</summary>
internal sealed class HandTurnedClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private TimeSpan now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Turn(TimeSpan by)
    {
        var until = now + by;
        while (NextDue(until) is { } alarm)
            alarm.Ring();
        now = until;
    }

    private Alarm? NextDue(TimeSpan until)
    {
        lock (gate)
        {
            var next = alarms.Where(alarm => alarm.Due <= until).MinBy(alarm => alarm.Due);
            if (next is null)
                return null;
            now = next.Due;
            next.Due += next.Period > TimeSpan.Zero ? next.Period : TimeSpan.MaxValue - next.Due;
            return next;
        }
    }

    private sealed class Alarm(HandTurnedClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Due = dueTime < TimeSpan.Zero ? TimeSpan.MaxValue : clock.now + dueTime;
                Period = period;
                if (!clock.alarms.Contains(this))
                    clock.alarms.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
