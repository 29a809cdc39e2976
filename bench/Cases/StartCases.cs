using Dag.Bench.Measuring;

namespace Dag.Bench.Cases;

/// <summary>Whole processes: a run whose C# is compiled already, and the first run that compiles it.</summary>
internal static class StartCases
{
    private const string Small = """
        type Rank of int where value >= 1 && value <= 16
        task half {
            option whole: Rank = 3
            product Number
            run => whole / 2.0
        }
        task told {
            needs half
            product Text
            run { return $"half is {half}"; }
        }

        """;

    public static IEnumerable<Figure> Run(int runs, Programs programs)
    {
        var folder = programs.Fresh("start");
        File.WriteAllText(Path.Combine(folder, "small.dag"), Small);
        Programs.Seconds(programs.Dag, folder, "run", "small.dag");
        var warm = SideBySide.Medians(runs, () => Programs.Seconds(programs.Dag, folder, "run", "small.dag"), () => Programs.Seconds(programs.Hello, folder));
        yield return new("a warm dag run of a small file", warm.Ours * 1e3, warm.Theirs * 1e3, "ms", "a .NET hello world", 2, false, "loading assemblies, of dag and the compiled one");

        var first = SideBySide.Medians(runs, () => First(programs, folder), () => Programs.Seconds(programs.Script, folder));
        yield return new("a first run that compiles C#", first.Ours * 1e3, first.Theirs * 1e3, "ms", "a first CSharpScript, ahead of time", 1.3, false, "Roslyn's own start");
    }

    private static double First(Programs programs, string folder)
    {
        Directory.Delete(Path.Combine(folder, ".dag"), recursive: true);
        Directory.Delete(Programs.CompiledIn(folder), recursive: true);
        return Programs.Seconds(programs.Dag, folder, "run", "small.dag");
    }
}
