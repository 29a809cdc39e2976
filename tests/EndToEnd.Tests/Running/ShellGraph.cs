using System.Globalization;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.Storing;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>
/// A small graph of shell tasks that make texts, files and a folder, all kept on disk, in a folder for state of its own for every round. Each task leaves a line
/// in a log outside when it really runs.
/// </summary>
internal sealed class ShellGraph(DagProcess dag, double seconds)
{
    private const int Tasks = 10;

    private static string[] Words => [.. Enumerable.Range(0, Tasks).Select(i => $"{i}")];

    /// <summary>The names of all tasks.</summary>
    public static IReadOnlyList<string> Names => [.. Words.Select(word => $"t{word}"), "table", "tree", "all"];

    /// <summary>What a run prints.</summary>
    public static string Product { get; } =
        $"{Row(0)} / {Row(1)}\n{string.Concat(Enumerable.Repeat($"{Row(0)}\n", 40))}a {Row(1)}\nb {Row(0)}\n";

    /// <summary>Writes the program; what a run takes at least is its longest path.</summary>
    public ShellGraph Write()
    {
        var pause = string.Create(CultureInfo.InvariantCulture, $"sleep {seconds}");
        var chains = Words.Select((word, i) => i < 2
            ? $$"""task t{{word}} { cache disk; product Text; run sh "echo t{{word}} >> ../../../log; {{pause}}; echo {{word}}" }"""
            : $$"""task t{{word}} { needs t{{i - 2}} as before; cache disk; product Text; run sh "echo t{{word}} >> ../../../log; {{pause}}; echo $before {{word}}" }""");
        dag.With("main.dag", $$""""
            {{string.Join('\n', chains)}}
            task table {
                needs t{{Tasks - 2}} as row
                cache disk
                product File
                run sh """
                  echo table >> ../../../log
                  for i in 0 1 2 3; do for j in 0 1 2 3 4 5 6 7 8 9; do echo $row; done; done > $OUT
                  """
            }
            task tree {
                needs t{{Tasks - 1}} as a
                needs t{{Tasks - 2}} as b
                cache disk
                product Folder
                run sh """
                  echo tree >> ../../../log
                  mkdir -p $OUT/in; echo a $a > $OUT/one; echo b $b > $OUT/in/two
                  """
            }
            task all {
                needs table
                needs tree
                needs t{{Tasks - 2}} as a
                needs t{{Tasks - 1}} as b
                cache disk
                product Text
                run sh """
                  echo all >> ../../../log
                  echo $a / $b; cat $table $tree/one $tree/in/two
                  """
            }
            """");
        return this;
    }

    public GraphRound Round(string name) => new(dag, Path.Combine(dag.Folder, "rounds", name));

    private static string Row(int first) => string.Join(' ', Words.Where((_, i) => i % 2 == first));
}

/// <summary>One folder for state, and what was left in it.</summary>
internal sealed class GraphRound(DagProcess dag, string state)
{
    /// <summary>The tasks whose bodies ran, in order, as they say themselves.</summary>
    public IReadOnlyList<string> Log => File.Exists(Path.Combine(state, "log")) ? File.ReadAllLines(Path.Combine(state, "log")) : [];

    /// <summary>The runs by their journals, the latest first.</summary>
    public IReadOnlyList<RunRecord> Runs => [.. new RunHistory(Path.Combine(state, "runs"), []).Runs];

    public string[] Words => ["run", "main.dag", "-j", "2", "--progress", "none", "--cache", state];

    public System.Diagnostics.Process Start()
        => System.Diagnostics.Process.Start(dag.StartInfo([], Words)) ?? throw new InvalidOperationException("dotnet was not started");

    public Ended Run() => dag.Run(Words);

    public Ended Verify() => dag.Run("cache", "verify", "--cache", state);

    /// <summary>Whose products are in the store, all of them whole.</summary>
    public IReadOnlyList<string> Stored()
    {
        if (ProductStore.Open(Path.Combine(state, "store"), Path.Combine(state, "runs")) is not StoreOpening.Opened(var store))
            throw new InvalidOperationException("the store cannot be opened");

        using (store)
        {
            store.Care.Verify().ShouldBeEmpty();
            store.Care.Report().Damaged.ShouldBe(0);
            return [.. store.Care.Entries().Select(entry => entry.Product.Task)];
        }
    }
}
