using System.Diagnostics;

namespace Dag.Bench.Measuring;

/// <summary>Runs two pieces of work in turn, once each to warm up and then as often as asked, and gives the median of each.</summary>
public static class SideBySide
{
    public static (double Ours, double Theirs) Seconds(int runs, Action ours, Action theirs) => Medians(runs, () => Time(ours), () => Time(theirs));

    public static (double Ours, double Theirs) Medians(int runs, Func<double> ours, Func<double> theirs)
    {
        var (first, second) = (new List<double>(), new List<double>());
        for (var run = -1; run < runs; run++)
        {
            var (a, b) = (ours(), theirs());
            if (run < 0)
                continue;

            first.Add(a);
            second.Add(b);
        }

        return (Median(first), Median(second));
    }

    public static double Time(Action work)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[(values.Count / 2) - 1] + values[values.Count / 2]) / 2;
    }
}
