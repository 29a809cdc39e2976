using Dag.Interpreter.Run.Processes;

namespace Dag.Interpreter.Tests.Working;

/// <summary>
/// What a script started ends with it, however far it went. How many random trees are tried is 40, or what DAG_FUZZ says:
/// <c>DAG_FUZZ=2000 dotnet test tests/Interpreter.Tests --filter ProcessTreeTests</c>.
/// </summary>
public sealed class ProcessTreeTests : IDisposable
{
    private readonly Workshop workshop = new();
    private readonly CancellationTokenSource cancellation = new();

    public static TheoryData<string, string> WaysOut => new()
    {
        { "timeout", "timeout 1000 sleep TOKEN &" },
        { "setsid", "setsid sleep TOKEN &" },
        { "set -m", "set -m; sleep TOKEN &" },
        { "nohup", "nohup sleep TOKEN &" },
        { "a double fork", "(setsid sh -c 'sleep TOKEN & exit' &)" },
        { "no environment", "env -i setsid sleep TOKEN &" },
        { "nothing left of where it came from", "(trap '' TERM HUP INT; cd /; exec env -i setsid sleep TOKEN) </dev/null >/dev/null 2>&1 &" },
        { "a new session of Python's", "python3 -c 'import subprocess; subprocess.Popen([\"sleep\", \"TOKEN\"], start_new_session=True)'" },
        { "a daemon in Python", "python3 -c 'import os\nif os.fork() == 0:\n os.setsid()\n if os.fork() == 0:\n  os.closerange(0, 100); os.chdir(\"/\"); os.execve(\"/bin/sleep\", [\"sleep\", \"TOKEN\"], {})\n os._exit(0)'" },
    };

    public void Dispose()
    {
        workshop.Dispose();
        cancellation.Dispose();
    }

    [Theory]
    [MemberData(nameof(WaysOut))]
    public async Task What_leaves_its_group_ends_with_the_script_and_is_named(string way, string start)
    {
        var token = NewToken();
        var end = await workshop.Run(workshop.Shell($"{start.Replace("TOKEN", token, StringComparison.Ordinal)}\nuntil pgrep -f '^sleep {token}' > pids; do :; done; exit 3"));
        Living(token).ShouldBeEmpty(way);
        end.ShouldBeOfType<ProcessExit.Exited>().Code.ShouldBe(3);
        end.Rest.Killed.Select(process => process.Name).Distinct().ShouldBe(way == "timeout" ? ["timeout", "sleep"] : ["sleep"], ignoreOrder: true, customMessage: way);
        end.Rest.Survivors.ShouldBeEmpty(way);
    }

    [Theory]
    [MemberData(nameof(WaysOut))]
    public async Task What_leaves_its_group_ends_with_a_cancelled_script(string way, string start)
    {
        var token = NewToken();
        var ready = Workshop.ReadAll(await workshop.Pipe("ready"));
        var run = new ProcessStarter(TimeProvider.System, TimeSpan.FromMilliseconds(100)).RunAsync(
            workshop.Shell($"{start.Replace("TOKEN", token, StringComparison.Ordinal)}\nuntil pgrep -f '^sleep {token}' > pids; do :; done; echo ready > ready; sleep {token}"), cancellation.Token);
        await ready;
        await cancellation.CancelAsync();
        await run;
        Living(token).ShouldBeEmpty(way);
    }

    [Fact]
    public async Task What_left_its_group_has_the_grace_to_put_its_things_in_order()
    {
        using var still = new Workshop(new HandTurnedClock());
        var ready = Workshop.ReadAll(await still.Pipe("ready"));
        var run = still.Run(still.Shell("setsid sh -c 'trap \"echo tidy; exit\" TERM; echo ready > ready; while :; do sleep 0.01; done' & wait"), cancellation.Token);
        await ready;
        await cancellation.CancelAsync();
        (await run, still.Printed).ShouldBe((new ProcessExit.Signalled(15, "SIGTERM", DumpedCore: false), "tidy\n"));
    }

    [Fact]
    public async Task The_end_of_one_script_leaves_the_processes_of_another_alone()
    {
        var (mine, others) = (NewToken(), NewToken());
        var ready = Workshop.ReadAll(await workshop.Pipe("ready"));
        // Both have left everything that could tell whose they are, but the mark.
        var other = workshop.Run(
            workshop.Shell($"(cd /; exec env -i setsid sleep {others}) </dev/null >/dev/null 2>&1 & until pgrep -f '^sleep {others}' > pids; do :; done; echo ready > ready; sleep 1000")
                with { StandardOutputPath = workshop.In("other.log"), StandardErrorPath = workshop.In("other.err") },
            cancellation.Token);
        await ready;
        await workshop.Run(workshop.Shell($"(cd /; exec env -i setsid sleep {mine}) </dev/null >/dev/null 2>&1 & until pgrep -f '^sleep {mine}' > mine; do :; done"));
        (Living(mine).Count, Living(others).Count(words => words.StartsWith("sleep", StringComparison.Ordinal))).ShouldBe((0, 1));
        await cancellation.CancelAsync();
        await other;
        Living(others).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_zombie_is_left_of_those_that_lost_their_parents()
    {
        await workshop.Run(workshop.Shell("for i in 1 2 3 4 5 6 7 8 9 10; do (setsid sh -c 'echo $$ >> pids' &); done; until [ $(cat pids 2> none | wc -l) = 10 ]; do :; done; sleep 0.1; setsid sleep 1000 &"));
        var zombies = File.ReadAllLines(workshop.In("pids")).Where(pid => File.Exists($"/proc/{pid}/status") && File.ReadAllText($"/proc/{pid}/status").Contains($"PPid:\t{Environment.ProcessId}\n", StringComparison.Ordinal));
        zombies.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_program_itself_started_is_neither_killed_nor_reaped()
    {
        using var own = System.Diagnostics.Process.Start("/bin/sh", ["-c", "sleep 0.4; exit 7"]);
        await workshop.Run(workshop.Shell("setsid sleep 1000 &"));
        await own.WaitForExitAsync();
        own.ExitCode.ShouldBe(7);
    }

    [Fact]
    public async Task Nothing_of_a_random_tree_lives_on()
    {
        var left = int.TryParse(Environment.GetEnvironmentVariable("DAG_FUZZ"), out var wanted) ? wanted : 40;
        var random = new Random(int.TryParse(Environment.GetEnvironmentVariable("DAG_SEED"), out var given) ? given : 12);
        await Parallel.ForAsync(0, left, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            var (seed, kind, wait) = (random.Next(), number % 4, random.Next(30, 300));
            var tree = new RandomTree(seed, Directory.CreateDirectory(workshop.In($"tree{number}")).FullName);
            using var cancelled = new CancellationTokenSource();
            // The root is killed at whatever point of its growth, but for those that end by themselves.
            if (kind > 1)
                cancelled.CancelAfter(wait);
            File.AppendAllText(tree.Root["/bin/sh ".Length..], $"sleep 0.0{wait}\n{tree.Ending(kind)}\n");
            await new ProcessStarter(TimeProvider.System, TimeSpan.FromMilliseconds(50)).RunAsync(
                workshop.Order("/bin/sh", tree.Root["/bin/sh ".Length..]) with { StandardOutputPath = workshop.In($"{number}.log"), StandardErrorPath = workshop.In($"{number}.err") },
                cancelled.Token);
            tree.Living().ShouldBeEmpty($"tree {seed}, ending {kind}, cancelled after {wait} ms");
        });
    }

    private static string NewToken() => FormattableString.Invariant($"1000.{Random.Shared.Next(100_000_000, 1_000_000_000)}");

    private static List<string> Living(string token)
        => [.. Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(process[^1])).Select(WordsOf).Where(words => words.Contains($"sleep {token}", StringComparison.Ordinal))];

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
}
