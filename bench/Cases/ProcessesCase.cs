using Dag.Bench.Graphs;
using Dag.Bench.Measuring;

namespace Dag.Bench.Cases;

/// <summary>Many small shell tasks, two at a time, against ninja on the same graph, each time from nothing; each leaves one file made of its inputs.</summary>
internal static class ProcessesCase
{
    public static IEnumerable<Figure> Run(int runs, bool smoke, Programs programs)
    {
        if (!programs.Has("ninja"))
            yield break;
        yield return Measure(LayeredStep.CopyInputs, "each product stored", 1.15);
        yield return Measure(LayeredStep.CopyInputsByShell, "each in braces, which take a shell", null);

        Figure Measure(LayeredStep step, string what, double? goal)
        {
            var graph = new LayeredGraph(smoke ? 200 : 10_000, step);
            var seconds = SideBySide.Medians(
                smoke ? 1 : Math.Min(runs, 5),
                () => Build.Dag(graph, programs.Fresh("processes-dag"), programs).Seconds(),
                () => Build.Ninja(graph, programs.Fresh("processes-ninja"), programs)?.Seconds() ?? 0);
            return new($"{graph.Count:N0} sh tasks, {what}", seconds.Ours, seconds.Theirs, "s", "ninja -j2, same graph", goal, false, "the kernel's fork, exec and files; medians of 5");
        }
    }
}
