using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>A store that is cleared and collected while runs use it costs them work, and never a failure.</summary>
public class ClearBesideRunsTests
{
    private const int Runs = 3;
    private const int Rounds = 3;

    [Fact]
    public async Task A_clear_beside_runs_costs_work_and_never_a_failure()
    {
        using var dag = new DagProcess().With("main.dag", """
            task one { product Natural; cache disk; run sh "echo 1" }
            task tree { needs one; product Folder; cache disk; run sh "mkdir $OUT $OUT/d; for i in 1 2 3 4 5 6 7 8; do echo $one $i > $OUT/d/$i; done; ln -s d/1 $OUT/link" }
            task file { needs one; product File; cache disk; run sh "seq 1 20000 > $OUT" }
            task both { needs tree, file; product Text; cache never; run sh "sleep 0.1; cat $tree/d/* $tree/link | cksum; sleep 0.1; cksum < $file" }

            """);
        var right = Whole(dag, "run", "main.dag", "both", "--progress", "none");
        right.ShouldStartWith("0 ");
        using var end = new CancellationTokenSource();
        var clearing = Task.Run(() => Clear(dag, end.Token));
        var running = Enumerable.Range(0, Runs).Select(_ => Task.Run(() => Enumerable.Range(0, Rounds).Select(_ => Whole(dag, "run", "main.dag", "both", "--progress", "none")).ToList())).ToList();
        var results = (await Task.WhenAll(running)).SelectMany(each => each).Distinct().ToList();
        await end.CancelAsync();
        var cleared = await clearing;
        results.ShouldBe([right]);
        cleared.ShouldAllBe(exit => exit.StartsWith("0 "));
    }

    private static List<string> Clear(DagProcess dag, CancellationToken end)
    {
        var cleared = new List<string>();
        while (!end.IsCancellationRequested)
        {
            cleared.Add(Whole(dag, "cache", "clear"));
            cleared.Add(Whole(dag, "cache", "gc", "--older", "0s", "--yes"));
        }

        return cleared;
    }

    private static string Whole(DagProcess dag, params string[] words)
    {
        using var process = Process.Start(dag.StartInfo([], words)) ?? throw new InvalidOperationException("dotnet was not started");
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? $"0 {output}" : $"{process.ExitCode} {output}{error.Result}";
    }
}
