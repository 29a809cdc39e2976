using System.Text.Json;
using Dag.Bench.Graphs;
using Dag.Bench.Measuring;

namespace Dag.Bench.Cases;

/// <summary>
/// Everything again when nothing changed, against other tools on the same graph, with the most memory of each. What takes minutes to be made the
/// first time stays in <c>artifacts/bench/kept</c>: by each tool itself, with every file and stamp of its own.
/// </summary>
internal static class NullRunCase
{
    private const int MostAtOnce = 1000;

    public static IEnumerable<Figure> Run(int runs, bool smoke, Programs programs)
    {
        var (some, many) = smoke ? (200, 300) : (10_000, 100_000);
        return Measure(new(some, LayeredStep.CopyInputs), runs, programs, 2.5, 0.06)
            .Concat(Measure(new(many, LayeredStep.WriteName), runs, programs, 0.6, null))
            .Concat(Measure(new(many, LayeredStep.ReadItsFile), runs, programs, null, null));
    }

    private static IEnumerable<Figure> Measure(LayeredGraph graph, int runs, Programs programs, double? ninja, double? doit)
    {
        string Folder(string tool) => programs.Kept($"{graph.Step}-{graph.Count}-{tool}");
        var ours = Build.Dag(graph, Folder("dag"), programs);
        var theirs = new List<(Build? Build, double? Goal)> { (Build.Ninja(graph, Folder("ninja"), programs), ninja), (Build.Make(graph, Folder("make"), programs), null) };
        if (doit is not null)
            theirs.Add((Build.Doit(graph, Folder("doit"), programs), doit));
        var all = theirs.Select(each => each.Build).OfType<Build>().Prepend(ours).ToList();
        all.ForEach(build => BringUpToDate(graph, build));

        var seconds = SideBySide.Medians(runs, all.ConvertAll(build => (Func<double>)build.Seconds));
        var peaks = all.ConvertAll(build => build.Peak());
        var name = $"{graph.Count:N0} sh tasks{(graph.HasFiles ? ", each with a file of its own," : "")} again";
        foreach (var (build, goal) in theirs)
        {
            if (build is null)
                continue;

            var at = all.IndexOf(build);
            yield return new(name, 1000 * seconds[0], 1000 * seconds[at], "ms", $"{build.Name}, same graph", goal, false, "");
            yield return new("its most memory", peaks[0] / 1e6, peaks[at] / 1e6, "MB", $"{build.Name}, same graph", null, false, "");
        }
    }

    // Not timed; then there must be nothing left to do, or it would be no null run.
    private static void BringUpToDate(LayeredGraph graph, Build build)
    {
        if (graph.Count > MostAtOnce)
            Console.Error.WriteLine($"{build.Name} brings its {graph.Count:N0} tasks up to date, which takes minutes the first time");
        build.Seconds();
        var made = build.Name == "dag" ? Reused(build) : Directory.GetFiles(Path.Combine(build.Folder, "out")).Length;
        if (made != graph.Count)
            throw new InvalidOperationException($"{build.Name} has {made} of {graph.Count} tasks done");
    }

    private static int Reused(Build build)
    {
        var last = Programs.Output(build.Program, build.Folder, [.. build.Words, "--json"]).TrimEnd().Split('\n')[^1];
        using var end = JsonDocument.Parse(last);
        return end.RootElement.GetProperty("counts").GetProperty("reused").GetInt32();
    }
}
