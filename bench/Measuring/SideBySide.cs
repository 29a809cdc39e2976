using System.Diagnostics;

namespace Dag.Bench.Measuring;

/// <summary>Runs pieces of work in turn, once each to warm up and then as often as asked, and gives the median of each.</summary>
public static class SideBySide
{
    public static (double Ours, double Theirs) Seconds(int runs, Action ours, Action theirs) => Medians(runs, () => Time(ours), () => Time(theirs));

    public static (double Ours, double Theirs) Medians(int runs, Func<double> ours, Func<double> theirs)
        => Medians(runs, [ours, theirs]) is [var first, var second] ? (first, second) : default;

    public static double[] Medians(int runs, IReadOnlyList<Func<double>> all)
    {
        var taken = all.Select(_ => new List<double>()).ToArray();
        for (var run = -1; run < runs; run++)
        {
            for (var each = 0; each < taken.Length; each++)
            {
                var seconds = all[each]();
                if (run >= 0)
                    taken[each].Add(seconds);
            }
        }

        return Array.ConvertAll(taken, Median);
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
