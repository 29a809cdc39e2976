using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>Streams in real processes: on a pipe, and killed.</summary>
public sealed class StreamRunsTests
{
    private const int Elements = 60;

    [Fact]
    public void An_endless_stream_ends_when_its_reader_goes_away()
    {
        using var dag = new DagProcess().With("main.dag", """
            task forever { product stream Natural; run { for (var i = 0; ; i++) yield return i; } }
            task doubled { needs each forever as n; product Natural; run => n % 1000 * 2 }
            """);
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"(dotnet exec '{DagProcess.Program}' run main.dag doubled; echo exit $? >&2) | head -3"]) { WorkingDirectory = dag.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var shell = Process.Start(start) ?? throw new InvalidOperationException("sh was not started");
        (shell.StandardOutput.ReadToEnd() + shell.StandardError.ReadToEnd()).ShouldBe("0\n2\n4\nexit 0\n");
    }

    [Fact]
    public void Elements_come_out_while_others_are_made()
    {
        using var dag = new DagProcess().With("main.dag", """
            task waiting {
                option go: Text = "go"
                product stream Natural
                run {
                    yield return 1;
                    while (!File.Exists(go))
                        await Task.Delay(5);
                    yield return 2;
                }
            }
            """);
        using var running = Process.Start(dag.StartInfo([], "run", "main.dag", "--go", Path.Combine(dag.Folder, "go"))) ?? throw new InvalidOperationException("dotnet was not started");
        running.StandardOutput.ReadLine().ShouldBe("1");
        dag.With("go", "");
        running.StandardOutput.ReadToEnd().ShouldBe("2\n");
    }

    [Fact]
    public void A_run_that_is_killed_keeps_the_elements_that_it_has_made()
    {
        using var dag = new DagProcess().With("log", "").With("main.dag", $$"""
            task numbers { product stream Natural; run => Enumerable.Range(0, {{Elements}}) }
            task slow {
                needs each numbers as n
                option log: Text meta
                product Natural
                cache disk
                run {
                    await Task.Delay(20);
                    lock (Gate)
                        File.AppendAllText(log, $"{n}\n");
                    return n;
                }
            }
            code { static readonly object Gate = new(); }
            """);
        var log = Path.Combine(dag.Folder, "log");
        dag.Run("check", "main.dag").Exit.ShouldBe(0);
        for (var kills = 0; kills < 3; kills++)
        {
            var before = File.ReadAllLines(log).Length;
            using var running = Process.Start(dag.StartInfo([], "run", "main.dag", "slow", "--log", log, "-j", "2")) ?? throw new InvalidOperationException("dotnet was not started");
            SpinWait.SpinUntil(() => running.HasExited || File.ReadAllLines(log).Length >= before + 8, TimeSpan.FromSeconds(30)).ShouldBeTrue();
            running.Kill();
            running.WaitForExit();
        }

        dag.Run("run", "main.dag", "slow", "--log", log, "-j", "2").Output.ShouldBe(string.Concat(Enumerable.Range(0, Elements).Select(n => $"{n}\n")));
        var made = File.ReadAllLines(log);
        made.Distinct().Count().ShouldBe(Elements);
        // Those that a kill met between their end and the store are made again: one a worker and kill.
        made.Length.ShouldBeLessThanOrEqualTo(Elements + 6);
    }
}
