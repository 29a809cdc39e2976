using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>Several processes on one store: every product right, and no work done twice.</summary>
public class SharedStoreTests
{
    private const int Rounds = 40;

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Processes_that_run_at_once_share_their_work(int processes)
    {
        using var dag = new DagProcess();
        var graph = new ShellGraph(dag, 0.01).Write();
        for (var number = 0; number < Rounds; number++)
        {
            var (round, when) = (graph.Round($"{number}"), $"round {number} of {processes} processes");
            var running = Enumerable.Range(0, processes).Select(_ => round.Start()).ToList();
            foreach (var process in running)
            {
                process.StandardOutput.ReadToEnd().ShouldBe(ShellGraph.Product, customMessage: when);
                process.WaitForExit();
                process.ExitCode.ShouldBe(0, customMessage: when);
                process.Dispose();
            }

            round.Log.Order(StringComparer.Ordinal).ShouldBe(ShellGraph.Names.Order(StringComparer.Ordinal), customMessage: when);
            round.Stored().Order(StringComparer.Ordinal).ShouldBe(ShellGraph.Names.Order(StringComparer.Ordinal), customMessage: when);
        }

        graph.Round("0").Verify().Whole.ShouldBe($"exit 0\nout: {ShellGraph.Names.Count} products of {ShellGraph.Names.Count} intact");
    }

    [Fact]
    public void What_a_body_keeps_under_a_name_is_made_once_for_all_processes()
    {
        const int Times = 20;
        using var dag = new DagProcess().With("log", "").With("main.dag", """
            task a {
                option n: Natural = 1
                option model: Natural = 0
                option log: Text
                cache never
                product Natural
                run {
                    var kept = task.Cached($"model {model}", () => { File.AppendAllText(log, $"made {model}\n"); Thread.Sleep(50); return new[] { 40 }; });
                    return kept[0] + n;
                }
            }
            """.Replace("var model", "var kept").Replace("model[0]", "kept[0]"));
        var log = Path.Combine(dag.Folder, "log");
        dag.Run("check", "main.dag").Exit.ShouldBe(0);
        for (var time = 0; time < Times; time++)
        {
            var running = Enumerable.Range(1, 2).Select(n => Process.Start(dag.StartInfo([], "run", "main.dag", "--log", log, "--n", $"{n}", "--model", $"{time}", "--progress", "none"))).OfType<Process>().ToList();
            string.Concat(running.Select(process => process.StandardOutput.ReadToEnd())).ShouldBe("41\n42\n");
            running.ForEach(process => process.Dispose());
        }

        File.ReadAllLines(log).ShouldBe(Enumerable.Range(0, Times).Select(time => $"made {time}"));
        dag.Run("run", "main.dag", "--log", log, "--force").Whole.ShouldBe("exit 0\nout: 41");
        File.ReadAllLines(log)[Times..].ShouldBe(["made 0"]);
    }
}
