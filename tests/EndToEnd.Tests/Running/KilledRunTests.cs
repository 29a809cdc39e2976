using System.Diagnostics;
using Dag.Interpreter.State.Journals;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>A run that is killed, at whatever instant, has lost nothing that was finished.</summary>
public class KilledRunTests
{
    private const int Kills = 200;
    private const int Seed = 20261121;

    private static string Whole => $"exit 0\nout: {ShellGraph.Product.TrimEnd('\n').ReplaceLineEndings("\nout: ")}";

    [Fact]
    public void A_run_that_is_killed_at_any_of_two_hundred_instants_comes_to_its_end_and_does_only_the_unfinished_again()
    {
        using var dag = new DagProcess();
        var graph = new ShellGraph(dag, 0.004).Write();
        var length = LengthOf(graph);
        var random = new Random(Seed);
        var instants = Enumerable.Range(0, Kills).Select(kill => length * ((kill + random.NextDouble()) / Kills)).ToList();
        var unfinished = 0;
        Parallel.For(0, Kills, new() { MaxDegreeOfParallelism = 2 }, kill =>
        {
            var round = graph.Round($"{kill}");
            Kill(round, instants[kill]);
            Interlocked.Add(ref unfinished, Look(round, $"killed after {instants[kill].TotalMilliseconds:0} ms of {length.TotalMilliseconds:0}, kill {kill} with seed {Seed}"));
        });

        // Else the instants were not where anything happens.
        unfinished.ShouldBeGreaterThan(Kills);
        graph.Round("0").Verify().Whole.ShouldBe($"exit 0\nout: {ShellGraph.Names.Count} products of {ShellGraph.Names.Count} intact");
    }

    // Looks at what was left, runs it again, and gives how many tasks that had to make.
    private static int Look(GraphRound round, string when)
    {
        var stored = round.Stored();
        var written = round.Runs is [var killed] ? killed.Tasks.Where(task => task.Outcome == TaskOutcome.Made).Select(task => task.Task).ToList() : [];
        written.Except(stored).ShouldBeEmpty(when);

        round.Run().Whole.ShouldBe(Whole, customMessage: when);
        var run = round.Runs[0];
        IEnumerable<string> made = run.Tasks.Where(task => task.Outcome == TaskOutcome.Made).Select(task => task.Task).Order(StringComparer.Ordinal).ToList();
        made.ShouldBe(ShellGraph.Names.Except(stored).Order(StringComparer.Ordinal), customMessage: when);
        round.Stored().Order(StringComparer.Ordinal).ShouldBe(ShellGraph.Names.Order(StringComparer.Ordinal), customMessage: when);
        return made.Count();
    }

    private static void Kill(GraphRound round, TimeSpan instant)
    {
        using var process = round.Start();
        process.WaitForExit(instant);
        process.Kill();
        process.WaitForExit();
    }

    private static TimeSpan LengthOf(ShellGraph graph)
        => Enumerable.Range(0, 5).Select(i =>
        {
            var started = Stopwatch.GetTimestamp();
            graph.Round($"length-{i}").Run().Whole.ShouldBe(Whole);
            return Stopwatch.GetElapsedTime(started);
        }).Order().ElementAt(2);
}
