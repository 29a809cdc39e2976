namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// What a process used. The peak of memory is null where the system cannot tell it: a child starts in its parent's memory,
/// so a peak below our own size is hidden by it.
/// </summary>
internal sealed record ProcessUsage(TimeSpan User, TimeSpan System, TimeSpan Elapsed, long? PeakBytes)
{
    public static ProcessUsage None { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, null);
}
