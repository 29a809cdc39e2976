namespace Dag.Language.Tests.Cost;

/// <summary>What work costs on a text eight times as long: in proportion it is eight times as much, in proportion to the square sixty-four times.</summary>
internal static class Growth
{
    private const int Times = 8;
    private const double MostTime = 24;
    private const double MostMemory = 14;

    // Below these nothing grows that matters: a square of some ten thousand letters is above them.
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(400);
    private const long LittleMemory = 64 << 20;

    /// <summary>Null where it grows in proportion.</summary>
    public static string? WhyNot(Func<int, Action> workOn, int size)
    {
        // Time is that of the processor without the collector's, and three times is the machine's fault no more.
        var said = "";
        for (var i = 0; i < 3; i++)
        {
            var large = Cost(workOn(size * Times));
            if (large.Time < Little && large.Memory < LittleMemory)
                return null;

            var small = Cost(workOn(size));
            var isSlow = large.Time > Little && large.Time > small.Time * MostTime;
            var isWide = large.Memory > LittleMemory && large.Memory > small.Memory * MostMemory;
            if (!isSlow && !isWide)
                return null;

            said = $"{Times} times as much takes {large.Time.TotalMilliseconds:0} ms instead of {small.Time.TotalMilliseconds:0}, {large.Memory:N0} bytes instead of {small.Memory:N0}";
        }

        return said;
    }

    private static (TimeSpan Time, long Memory) Cost(Action work)
    {
        var (time, memory) = (Spent(), GC.GetAllocatedBytesForCurrentThread());
        work();
        return (Spent() - time, GC.GetAllocatedBytesForCurrentThread() - memory);
    }

    private static TimeSpan Spent() => Environment.CpuUsage.TotalTime - GC.GetTotalPauseDuration();
}
