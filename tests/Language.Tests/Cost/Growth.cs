namespace Dag.Language.Tests.Cost;

/// <summary>What work costs on a text eight times as long: in proportion it is eight times as much, in proportion to the square sixty-four times.</summary>
internal static class Growth
{
    private const int Times = 8;
    private const double MostTime = 24;
    private const double MostMemory = 14;

    // Below these nothing can be told from what the machine does beside it.
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(150);
    private const long LittleMemory = 4 << 20;

    /// <summary>Null where it grows in proportion.</summary>
    public static string? WhyNot(Func<int, Action> workOn, int size)
    {
        // Time is that of the processor, and three times is the machine's fault no more.
        var said = "";
        for (var i = 0; i < 3; i++)
        {
            var (small, large) = (Cost(workOn(size)), Cost(workOn(size * Times)));
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
        var (time, memory) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        work();
        return (Environment.CpuUsage.TotalTime - time, GC.GetAllocatedBytesForCurrentThread() - memory);
    }
}
