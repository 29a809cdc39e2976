using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>
/// No process of a script outlives the program, however that ends. How often it is killed is 20 times, or what DAG_KILLS says:
/// <c>DAG_KILLS=200 dotnet test tests/EndToEnd.Tests --filter LeftProcessesTests</c>.
/// </summary>
public partial class LeftProcessesTests
{
    private const int HangUp = 1;
    private const int Interrupt = 2;
    private const int Quit = 3;
    private const int Terminate = 15;

    private const string Stubborn = """
        task a { product Text; run sh "trap '' TERM INT HUP; setsid sleep TOKEN & env -i setsid sh -c 'cd /; exec >/dev/null 2>&1; sleep TOKEN; sleep TOKEN' & sleep TOKEN; sleep TOKEN" }
        task b { product Text; run sh "set -m; timeout 2000 sleep TOKEN & (setsid sleep TOKEN &); while :; do sleep TOKEN; done" }
        """;

    [Fact]
    public void A_killed_program_leaves_no_process_of_its_scripts()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("DAG_KILLS"), out var wanted) ? wanted : 20;
        var random = new Random(int.TryParse(Environment.GetEnvironmentVariable("DAG_SEED"), out var seed) ? seed : 9);
        var seen = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            var token = NewToken(random);
            using var dag = new DagProcess().With("main.dag", Stubborn.Replace("TOKEN", token, StringComparison.Ordinal));
            using var process = Start(dag);
            SpinWait.SpinUntil(() => process.HasExited || Living(token).Count > 0, TimeSpan.FromSeconds(60)).ShouldBeTrue();
            Thread.Sleep(random.Next(40));
            seen += Living(token).Count;
            process.Kill();
            process.WaitForExit();
            SpinWait.SpinUntil(() => Living(token).Count == 0, TimeSpan.FromSeconds(20));
            Living(token).ShouldBeEmpty($"kill {kill}");
        }

        // Else there was nothing to be left.
        seen.ShouldBeGreaterThanOrEqualTo(kills);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    [InlineData(HangUp)]
    [InlineData(Quit)]
    public void A_second_signal_kills_every_script_and_ends_with_130(int signal)
    {
        var token = NewToken(new Random(signal));
        using var dag = new DagProcess().With("main.dag", Stubborn.Replace("TOKEN", token, StringComparison.Ordinal));
        using var process = Start(dag);
        SpinWait.SpinUntil(() => Living(token).Count >= 6, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        kill(process.Id, signal).ShouldBe(0);
        Thread.Sleep(100);
        _ = kill(process.Id, signal);
        process.WaitForExit(10_000).ShouldBeTrue();
        (process.ExitCode, Living(token).Count).ShouldBe((130, 0));
    }

    [Fact]
    public void Any_number_of_signals_at_once_ends_it_like_two()
    {
        var token = NewToken(new Random(5));
        using var dag = new DagProcess().With("main.dag", Stubborn.Replace("TOKEN", token, StringComparison.Ordinal));
        using var process = Start(dag);
        SpinWait.SpinUntil(() => Living(token).Count >= 6, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        for (var i = 0; i < 8; i++)
            _ = kill(process.Id, i % 2 == 0 ? Interrupt : Terminate);
        process.WaitForExit(10_000).ShouldBeTrue();
        process.ExitCode.ShouldBe(130);
        SpinWait.SpinUntil(() => Living(token).Count == 0, TimeSpan.FromSeconds(20));
        Living(token).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_script_leaves_behind_is_killed_and_named_and_its_product_stands()
    {
        var token = NewToken(new Random(6));
        using var dag = new DagProcess().With("main.dag", $$"""
            task a {product Text;run sh "setsid sleep {{token}}& until pgrep -f '^sleep {{token}}' >f;do :;done;echo hi"}
            """);
        var ended = dag.Run("run", "main.dag");
        Living(token).ShouldBeEmpty();
        System.Text.RegularExpressions.Regex.Replace(ended.Whole, "process \\d+|\\^\\^+", match => match.Value[0] == '^' ? "^^" : "process N").Replace(token, "TOKEN", StringComparison.Ordinal).ShouldBe("""
            exit 0
            out: hi
            warning DAG5023: task 'a' left processes running, which were killed: sleep (process N)
             --> main.dag:1:29
              |
            1 | task a {product Text;run sh "setsid sleep TOKEN& until pgrep -f '^sleep TOKEN' >f;do :;done;echo hi"}
              |                             ^^
              help: use 'wait' for processes that a script starts in the background
            """.ReplaceLineEndings("\n"));
    }

    [OtherUserFact]
    public void What_cannot_be_killed_is_named_at_the_end_of_its_task_and_at_a_second_signal()
    {
        var token = NewToken(new Random(7));
        using var dag = new DagProcess();
        var start = $"{OtherUserFactAttribute.MakeRootTool(dag.Folder)} sleep {token} >/dev/null 2>&1 & until pgrep -f '^sleep {token}' > found; do :; done";
        dag.With("main.dag", $$"""
            task a { product Text; run sh "{{start}}; echo hi" }
            task b { product Text; run sh "{{start}}; sleep {{token}}" }
            """);
        try
        {
            var first = RunAsNobody(dag, "a", signals: 0, token);
            Named(first, token).ShouldBe("exit 0\nout: hi\nwarning DAG5024: task 'a' left processes running that could not be killed: sleep (process N)");
            KillAll(token);
            Named(RunAsNobody(dag, "b", signals: 2, token), token).ShouldContain("error DAG6020: cannot kill processes of scripts: sleep (process N)\n  help: kill them manually; one may be waiting for a device");
        }
        finally
        {
            KillAll(token);
        }
    }

    private static string Named(Ended ended, string token)
        => System.Text.RegularExpressions.Regex.Replace(ended.Whole, "process \\d+", "process N").Replace(token, "TOKEN", StringComparison.Ordinal).Split("\n -->")[0];

    private static Ended RunAsNobody(DagProcess dag, string task, int signals, string token)
    {
        var usual = dag.StartInfo([], "run", "main.dag", task, "--output", "failed");
        var start = new ProcessStartInfo(OtherUserFactAttribute.Nobody[0], [.. OtherUserFactAttribute.Nobody[1..], Path.Combine(Path.GetDirectoryName(Environment.ProcessPath) ?? "", "dotnet"), .. usual.ArgumentList])
        {
            WorkingDirectory = dag.Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["HOME"] = dag.Folder;
        start.Environment["PATH"] = usual.Environment["PATH"];
        using var process = Process.Start(start) ?? throw new InvalidOperationException("setpriv was not started");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        for (var i = 0; i < signals; i++)
        {
            SpinWait.SpinUntil(() => i > 0 || Living(token).Count(words => words.StartsWith("sleep", StringComparison.Ordinal)) == 2 || process.HasExited, TimeSpan.FromSeconds(60)).ShouldBeTrue();
            _ = kill(process.Id, Terminate);
            Thread.Sleep(100);
        }

        process.WaitForExit();
        return new(process.ExitCode, output.Result, error.Result);
    }

    private static void KillAll(string token)
    {
        using var all = Process.Start("pkill", ["-KILL", "-f", $"^sleep {token}"]);
        all.WaitForExit();
    }

    [Fact]
    public void A_program_that_ends_well_has_no_process_left()
    {
        using var dag = new DagProcess().With("main.dag", """task a { product Text; run sh "echo $PPID" }""");
        var ended = dag.Run("run", "main.dag");
        ended.Exit.ShouldBe(0);
        Living("dag-watcher").Where(words => words.TrimEnd().EndsWith(" " + ended.Output.Trim(), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static Process Start(DagProcess dag)
        => Process.Start(dag.StartInfo([], "run", "main.dag", "-j", "2", "--output", "failed")) ?? throw new InvalidOperationException("dotnet was not started");

    private static string NewToken(Random random)
        => string.Create(CultureInfo.InvariantCulture, $"3{random.Next(100, 1000)}.{Random.Shared.Next(100_000_000, 1_000_000_000)}");

    private static List<string> Living(string token)
        => [.. Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(process[^1])).Select(WordsOf).Where(words => words.Contains(token, StringComparison.Ordinal))];

    private static string WordsOf(string process)
    {
        try
        {
            return File.ReadAllText(process + "/cmdline").Replace('\0', ' ');
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
