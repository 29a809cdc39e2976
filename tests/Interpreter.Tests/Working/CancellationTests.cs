using Dag.Interpreter.Run.Processes;

namespace Dag.Interpreter.Tests.Working;

public sealed class CancellationTests : IDisposable
{
    private readonly HandTurnedClock clock = new();
    private readonly CancellationTokenSource cancellation = new();
    private readonly Workshop workshop;

    public CancellationTests() => workshop = new Workshop(clock);

    public void Dispose()
    {
        workshop.Dispose();
        cancellation.Dispose();
    }

    [Fact]
    public async Task A_cancelled_process_is_asked_to_end()
    {
        var run = await RunUntilReady("echo ready > ready; sleep 1000");
        await cancellation.CancelAsync();
        (await run).ShouldBe(new ProcessExit.Signalled(15, "SIGTERM", DumpedCore: false));
    }

    [Fact]
    public async Task A_process_may_put_its_things_in_order_first()
    {
        var run = await RunUntilReady("trap 'echo bye; exit 4' TERM; echo ready > ready; while true; do sleep 0.01; done");
        await cancellation.CancelAsync();
        (await run, workshop.Printed).ShouldBe((new ProcessExit.Exited(4), "bye\n"));
    }

    [Fact]
    public async Task A_grandchild_dies_too()
    {
        var death = Workshop.ReadAll(await workshop.Pipe("alive"));
        var run = await RunUntilReady("exec 3> alive; sleep 1000 & echo ready > ready; wait");
        await cancellation.CancelAsync();
        await run;
        (await death).ShouldBe("");
    }

    [Fact]
    public async Task A_stubborn_process_is_killed_after_the_grace()
    {
        var run = await RunUntilReady("trap '' TERM; echo ready > ready; while true; do sleep 0.01; done");
        await cancellation.CancelAsync();
        clock.Turn(TimeSpan.FromSeconds(1.9));
        run.IsCompleted.ShouldBeFalse();
        clock.Turn(TimeSpan.FromSeconds(0.1));
        (await run).ShouldBe(new ProcessExit.Signalled(9, "SIGKILL", DumpedCore: false));
    }

    [Fact]
    public async Task A_grandchild_has_the_same_grace_when_its_parent_died_at_once()
    {
        var death = Workshop.ReadAll(await workshop.Pipe("alive"));
        var run = await RunUntilReady("sh -c 'trap \"echo tidy; exit\" TERM; echo ready > ready; while true; do sleep 0.01; done' > alive & wait");
        await cancellation.CancelAsync();
        (await run, await death).ShouldBe((new ProcessExit.Signalled(15, "SIGTERM", DumpedCore: false), "tidy\n"));
    }

    [Fact]
    public async Task A_stubborn_grandchild_is_killed_after_the_grace()
    {
        var death = Workshop.ReadAll(await workshop.Pipe("alive"));
        var run = await RunUntilReady("sh -c 'trap \"\" TERM; echo ready > ready; while true; do sleep 0.01; done' > alive & wait");
        await cancellation.CancelAsync();
        clock.Turn(TimeSpan.FromSeconds(2));
        (await run, await death).ShouldBe((new ProcessExit.Signalled(15, "SIGTERM", DumpedCore: false), ""));
    }

    [Fact]
    public async Task A_stopped_process_hears_that_it_should_end()
    {
        var ready = Workshop.ReadAll(await workshop.Pipe("ready"));
        var run = workshop.Run(workshop.Shell("trap 'echo tidy; exit 4' TERM; echo $$ > ready; kill -STOP $$"), cancellation.Token);
        var watcher = workshop.Shell($"until grep -q '^State:.T' /proc/{(await ready).Trim()}/status; do :; done");
        await workshop.Run(watcher with { StandardOutputPath = "/dev/null", StandardErrorPath = "/dev/null" });
        await cancellation.CancelAsync();
        (await run, workshop.Printed).ShouldBe((new ProcessExit.Exited(4), "tidy\n"));
    }

    [Fact]
    public async Task Cancelling_what_has_ended_does_nothing()
    {
        var end = await workshop.Run(workshop.Shell("exit 0"), cancellation.Token);
        await cancellation.CancelAsync();
        clock.Turn(TimeSpan.FromSeconds(5));
        end.ShouldBe(new ProcessExit.Exited(0));
    }

    private async Task<Task<ProcessExit>> RunUntilReady(string text)
    {
        var ready = Workshop.ReadAll(await workshop.Pipe("ready"));
        var run = workshop.Run(workshop.Shell(text), cancellation.Token);
        (await ready).ShouldBe("ready\n");
        return run;
    }
}
