using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>What happens when a person has seen enough.</summary>
public partial class InterruptTests
{
    private const int HangUp = 1;
    private const int Interrupt = 2;
    private const int Quit = 3;
    private const int Terminate = 15;

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(HangUp)]
    [InlineData(Quit)]
    [InlineData(Terminate)]
    public void What_asks_for_an_end_stops_the_children_says_what_was_finished_and_ends_with_130(int signal)
    {
        using var dag = new DagProcess().With("main.dag", """
            task a { product Text; run sh "echo done" }
            task b {
                needs a
                product Text
                run sh "echo $$ > ../../../../pid; sleep 1000 & wait"
            }
            """);
        using var process = Process.Start(dag.StartInfo([], "run", "main.dag", "--output", "failed")) ?? throw new InvalidOperationException("dotnet was not started");
        var pid = Path.Combine(dag.Folder, "pid");
        SpinWait.SpinUntil(() => File.Exists(pid) && File.ReadAllText(pid).EndsWith('\n'), TimeSpan.FromSeconds(30)).ShouldBeTrue();
        kill(process.Id, signal).ShouldBe(0);
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        new Ended(process.ExitCode, process.StandardOutput.ReadToEnd(), dag.Shown(error)).Whole.ShouldBe("exit 130\ninterrupted; finished: a\n1 done, 1 cancelled of 2 in 0 ms");
        Directory.Exists($"/proc/{File.ReadAllText(pid).Trim()}").ShouldBeFalse();
    }

    [Fact]
    public void Ctrl_C_ends_tests_with_130_and_says_which_had_ended()
    {
        using var dag = new DagProcess().With("main.dag", """
            task a { product Text; run => "done" }
            task b {
                product Text
                run sh "echo $$ > ../../../../pid; sleep 1000 & wait"
            }
            test "short" { expect a }
            test "long" { expect b }
            test "never begun" { expect a }
            """);
        using var process = Process.Start(dag.StartInfo([], "test", "main.dag", "-j", "1")) ?? throw new InvalidOperationException("dotnet was not started");
        var pid = Path.Combine(dag.Folder, "pid");
        SpinWait.SpinUntil(() => File.Exists(pid) && File.ReadAllText(pid).EndsWith('\n'), TimeSpan.FromSeconds(30)).ShouldBeTrue();
        kill(process.Id, Interrupt).ShouldBe(0);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        new Ended(process.ExitCode, dag.Shown(output), process.StandardError.ReadToEnd()).Whole.ShouldBe("""
            exit 130
            out: ok   short  0 ms
            out: --   long
            out: --   never begun
            out: 1 passed, 0 failed, 2 interrupted in 0 ms
            """.ReplaceLineEndings("\n"));
        Directory.Exists($"/proc/{File.ReadAllText(pid).Trim()}").ShouldBeFalse();
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_failure()
    {
        using var dag = new DagProcess().With("main.dag", "task a { product Text; run => string.Join('\\n', Enumerable.Range(0, 200000)) }");
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"dotnet exec '{DagProcess.Program}' run main.dag | head -1"]) { WorkingDirectory = dag.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var shell = Process.Start(start) ?? throw new InvalidOperationException("sh was not started");
        (shell.StandardOutput.ReadToEnd() + shell.StandardError.ReadToEnd()).ShouldBe("0\n");
    }

    [Fact]
    public void A_second_start_loads_no_compiler()
    {
        using var dag = new DagProcess().With("go", "").With("main.dag", """
            type Even of int where value % 2 == 0
            task a {
                option n: Even = 4
                option go: Text = "go"
                product Natural
                run {
                    while (!File.Exists(go))
                        await Task.Delay(5);
                    return n * 2;
                }
            }
            """);
        dag.Run("run", "main.dag").Whole.ShouldBe("exit 0\nout: 8");

        using var process = Process.Start(dag.StartInfo([], "run", "main.dag", "--go", "later", "--json")) ?? throw new InvalidOperationException("dotnet was not started");
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains("trial_started"))
            line.ShouldNotContain("diagnostic");
        var mapped = File.ReadAllText($"/proc/{process.Id}/maps");
        File.WriteAllText(Path.Combine(dag.Folder, "later"), "");
        process.WaitForExit();
        mapped.ShouldContain("Dag.Interpreter.dll");
        mapped.ShouldNotContain("Microsoft.CodeAnalysis");
    }

    [Fact]
    public void The_same_work_runs_once_within_a_run()
    {
        using var dag = new DagProcess().With("main.dag", """
            task a { product Text; run sh "echo x >> ../../../../count; echo same" }
            task b { product Text; run sh "echo x >> ../../../../count; echo same" }
            """);
        dag.Run("run", "main.dag", "-j", "2").Whole.ShouldBe("exit 0\nout: same\nout: same");
        File.ReadAllText(Path.Combine(dag.Folder, "count")).ShouldBe("x\n");
    }

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
