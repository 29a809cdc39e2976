using Dag.Bench.Measuring;

namespace Dag.Bench.Graphs;

/// <summary>One tool's copy of a graph in a folder of its own, and the words that bring all of it up to date.</summary>
/// <param name="Name">What it is called in the table.</param>
internal sealed record Build(string Name, string Program, string Folder, IReadOnlyList<string> Words)
{
    /// <summary>Ours.</summary>
    public static Build Dag(LayeredGraph graph, string folder, Programs programs)
        => At(graph, folder, "many.dag", graph.Dag, new("dag", programs.Dag, folder, ["run", "many.dag", "all", "-j", "2"]));

    public static Build? Ninja(LayeredGraph graph, string folder, Programs programs)
        => programs.Has("ninja") ? At(graph, folder, "build.ninja", graph.Ninja, new("ninja", "ninja", folder, ["-j", "2", "--quiet", "all"])) : null;

    // Without the rules it has by itself, which nothing here asks for: it is much quicker so.
    public static Build? Make(LayeredGraph graph, string folder, Programs programs)
        => programs.Has("make") ? At(graph, folder, "Makefile", graph.Make, new("make", "make", folder, ["-r", "-s", "-j", "2", "all"])) : null;

    public static Build? Doit(LayeredGraph graph, string folder, Programs programs)
        => programs.Has("doit") ? At(graph, folder, "dodo.py", graph.Doit, new("doit", "doit", folder, ["-v", "0", "-r", "executed-only"])) : null;

    public double Seconds() => Programs.Seconds(Program, Folder, [.. Words]);

    /// <summary>The most memory, in bytes.</summary>
    public double Peak() => Programs.Peak(Program, Folder, [.. Words]);

    // The file of another graph means another folder; the build's own file comes last.
    private static Build At(LayeredGraph graph, string folder, string name, Func<string> write, Build build)
    {
        var (file, text) = (Path.Combine(folder, name), write());
        if (File.Exists(file) && File.ReadAllText(file) == text)
            return build;

        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(Path.Combine(folder, "out"));
        graph.WriteFiles(folder);
        File.WriteAllText(file, text);
        return build;
    }
}
