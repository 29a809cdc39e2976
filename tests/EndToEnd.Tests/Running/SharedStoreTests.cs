using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>Several processes on one store, and processes that are killed: every product right, and no work done twice that was finished.</summary>
public class SharedStoreTests
{
    private const int Tasks = 12;

    // Each task leaves a line where it really ran.
    private static string Program => string.Join('\n', Enumerable.Range(0, Tasks).Select(i =>
        $"task t{i} {{ {(i < 2 ? "" : $"needs t{i - 2} as before; ")}cache disk; product Text; run sh \"echo t{i} >> ../../../../log; sleep 0.05; echo {(i < 2 ? "" : "$before ")}{i}\" }}"))
        + $"\ntask all {{ needs t{Tasks - 2} as a, t{Tasks - 1} as b; cache disk; product Text; run sh \"echo all >> ../../../../log; echo $a / $b\" }}\n";

    private static string Product => $"{string.Join(' ', Enumerable.Range(0, Tasks).Where(i => i % 2 == 0))} / {string.Join(' ', Enumerable.Range(0, Tasks).Where(i => i % 2 == 1))}\n";

    [Theory]
    [InlineData(2, 3)]
    [InlineData(8, 1)]
    public void Processes_that_run_at_once_share_their_work(int processes, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            using var dag = new DagProcess().With("main.dag", Program).With("log", "");
            dag.Run("check", "main.dag").Exit.ShouldBe(0);
            var running = Enumerable.Range(0, processes).Select(_ => Start(dag)).ToList();
            foreach (var process in running)
            {
                process.StandardOutput.ReadToEnd().ShouldBe(Product);
                process.WaitForExit();
                process.ExitCode.ShouldBe(0);
                process.Dispose();
            }

            File.ReadAllLines(Path.Combine(dag.Folder, "log")).Order().ShouldBe(Enumerable.Range(0, Tasks).Select(i => $"t{i}").Append("all").Order());
            dag.Run("cache", "verify").Whole.ShouldBe($"exit 0\nout: {Tasks + 1} products of {Tasks + 1} whole");
        }
    }

    [Fact]
    public void A_run_that_is_killed_again_and_again_comes_to_its_end_and_does_only_the_unfinished_again()
    {
        const int Kills = 12;
        using var dag = new DagProcess().With("main.dag", Program).With("log", "");
        var random = new Random(11);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Start(dag);
            process.WaitForExit(100 + random.Next(500));
            process.Kill();
            process.WaitForExit();
        }

        dag.Run("run", "main.dag", "-j", "2").Whole.ShouldBe($"exit 0\nout: {Product.TrimEnd()}");
        dag.Run("cache", "verify").Whole.ShouldBe($"exit 0\nout: {Tasks + 1} products of {Tasks + 1} whole");
        File.ReadAllLines(Path.Combine(dag.Folder, "log")).Length.ShouldBeLessThanOrEqualTo(Tasks + 1 + (2 * Kills));
    }

    [Fact]
    public void What_is_damaged_on_disk_is_made_again()
    {
        using var dag = new DagProcess().With("main.dag", """
            task a { product File; run sh "echo a > $OUT" }
            task b { needs a; product Text; run sh "cat $a" }
            """);
        dag.Run("run", "main.dag").Whole.ShouldBe("exit 0\nout: a");
        foreach (var path in Directory.GetFiles(Path.Combine(dag.Folder, ".dag", "store", "objects"), "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(path, FileAttributes.Normal);
            File.WriteAllText(path, "b\n");
        }

        dag.Run("run", "main.dag", "a").Exit.ShouldBe(0);
        File.ReadAllText(dag.Run("run", "main.dag", "a").Output is { Length: > 0 } path2 ? Path.Combine(dag.Folder, path2.TrimEnd('\n')) : "").ShouldBe("a\n");
        dag.Run("run", "main.dag", "b", "--force").Whole.ShouldBe("exit 0\nout: a");
    }

    [Fact]
    public void What_a_body_keeps_under_a_name_is_made_once_for_all_processes()
    {
        using var dag = new DagProcess().With("log", "").With("main.dag", """
            task a {
                option n: Natural = 1
                option log: Text
                cache never
                product Natural
                run {
                    var model = task.Cached("model", () => { File.AppendAllText(log, "made\n"); Thread.Sleep(300); return new[] { 40 }; });
                    return model[0] + n;
                }
            }
            """);
        var log = Path.Combine(dag.Folder, "log");
        dag.Run("check", "main.dag").Exit.ShouldBe(0);
        var running = Enumerable.Range(1, 4).Select(n => Process.Start(dag.StartInfo([], "run", "main.dag", "--log", log, "--n", $"{n}", "--progress", "none"))).OfType<Process>().ToList();
        string.Concat(running.Select(process => process.StandardOutput.ReadToEnd())).ShouldBe("41\n42\n43\n44\n");
        running.ForEach(process => process.Dispose());
        File.ReadAllLines(log).ShouldBe(["made"]);
        dag.Run("run", "main.dag", "--log", log, "--force").Whole.ShouldBe("exit 0\nout: 41");
        File.ReadAllLines(log).ShouldBe(["made", "made"]);
    }

    private static Process Start(DagProcess dag)
        => Process.Start(dag.StartInfo([], "run", "main.dag", "-j", "2", "--progress", "none")) ?? throw new InvalidOperationException("dotnet was not started");
}
