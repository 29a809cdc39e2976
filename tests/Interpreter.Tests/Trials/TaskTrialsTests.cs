using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.Tests.Working;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Tests.Trials;

/// <summary>Retries and timeouts over an executor whose answers are written down beforehand, on a clock that is turned by hand.</summary>
public sealed class TaskTrialsTests
{
    private static readonly SourceText Source = new("main.dag", "task t { run => 1 }");

    [Theory]
    [InlineData(0, "made", "1 succeeded", "made")]
    [InlineData(0, "failed", "1 failed", "failed")]
    [InlineData(2, "failed made", "1 failed, 2 succeeded", "made")]
    [InlineData(2, "failed failed made", "1 failed, 2 failed, 3 succeeded", "made")]
    [InlineData(2, "failed failed failed made", "1 failed, 2 failed, 3 failed", "failed")]
    [InlineData(2, "stopped", "1 cancelled", "stopped")]
    public async Task A_task_is_tried_until_it_is_made_or_its_retries_are_used_up(int retries, string answers, string trials, string result)
    {
        var clock = new HandTurnedClock();
        var heard = new Heard();
        var events = new EventPublisher(clock, heard);
        var executor = new Scripted(answers.Split(' '));
        var task = TaskOf(new RetryDeclaration(retries, TimeSpan.FromSeconds(1), null, HasJitter: false), null);
        var ended = await WhileTurning(clock, Over(executor, events, clock, task));
        await events.CompleteAsync();
        heard.Trials.ShouldBe(trials.Split(", "));
        WordOf(ended).ShouldBe(result);
        executor.Folders.ShouldBe(Enumerable.Range(1, executor.Folders.Count).Select(attempt => attempt == 1 ? "/run/t" : $"/run/t.{attempt}"));
    }

    [Fact]
    public async Task Each_trial_that_is_retried_is_told_with_its_reason_and_the_wait()
    {
        var (clock, heard) = (new HandTurnedClock(), new Heard());
        var events = new EventPublisher(clock, heard);
        var trials = new TaskTrials(new Scripted(["failed", "failed", "made"]), events, clock, "/run");
        var first = trials.First(TaskOf(new RetryDeclaration(3, TimeSpan.FromSeconds(1), null, HasJitter: false), null), [], [], NoParts.Instance, isAgain: false);
        await WhileTurning(clock, trials.RunAsync(first, CancellationToken.None));
        await events.CompleteAsync();
        heard.Retries.ShouldBe(["1 of 4 failed: no, wait 1", "2 of 4 failed: no, wait 2"]);
        first.Trials.Select(trial => $"{trial.Status.Word()} {trial.Reason} {trial.Wait?.TotalSeconds}").ShouldBe(["failed no 1", "failed no 2", "succeeded  "]);
    }

    [Fact]
    public async Task Of_a_task_that_is_made_at_once_no_trials_are_told()
    {
        var (clock, heard) = (new HandTurnedClock(), new Heard());
        var trials = new TaskTrials(new Scripted(["made"]), new EventPublisher(clock, heard), clock, "/run");
        var first = trials.First(TaskOf(new RetryDeclaration(3, TimeSpan.FromSeconds(1), null, HasJitter: false), null), [], [], NoParts.Instance, isAgain: false);
        await trials.RunAsync(first, CancellationToken.None);
        first.Trials.ShouldBeEmpty();
        heard.Retries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trial_that_heeds_its_timeout_is_stopped_by_it()
    {
        var clock = new HandTurnedClock();
        var ended = await WhileTurning(clock, Over(new Scripted(["waits"]), new EventPublisher(clock), clock, TaskOf(null, TimeSpan.FromSeconds(3))));
        ended.ShouldBeOfType<TrialResult.TimedOut>().Failure.Diagnostic.Code.ShouldBe("DAG5003");
    }

    [Fact]
    public async Task A_cancelled_trial_is_not_tried_again()
    {
        var (clock, executor) = (new HandTurnedClock(), new Scripted(["waits", "made"]));
        using var cancel = new CancellationTokenSource();
        var trials = new TaskTrials(executor, new EventPublisher(clock), clock, "/run");
        var running = trials.RunAsync(trials.First(TaskOf(new RetryDeclaration(3, TimeSpan.Zero, null, HasJitter: false), null), [], [], NoParts.Instance, isAgain: false), cancel.Token);
        await cancel.CancelAsync();
        (WordOf(await running), executor.Folders.Count).ShouldBe(("stopped", 1));
    }

    private static Task<TrialResult> Over(Scripted executor, EventPublisher events, HandTurnedClock clock, BoundTask task)
    {
        var trials = new TaskTrials(executor, events, clock, "/run");
        return trials.RunAsync(trials.First(task, [], [], NoParts.Instance, isAgain: false), CancellationToken.None);
    }

    private static async Task<TrialResult> WhileTurning(HandTurnedClock clock, Task<TrialResult> running)
    {
        while (!running.IsCompleted)
        {
            clock.Turn(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await running;
    }

    private static BoundTask TaskOf(RetryDeclaration? retry, TimeSpan? timeout)
    {
        var at = new SourceLocation(Source, new(5, 1));
        return new(new TaskDeclaration(new("t"), new ModuleDeclaration(Source), at) { Retry = retry, Timeout = timeout }, []);
    }

    private static string WordOf(TrialResult result) => result switch
    {
        TrialResult.Made => "made",
        TrialResult.Failed => "failed",
        TrialResult.TimedOut => "timed out",
        _ => "stopped",
    };

    private sealed class NoParts : ITaskCache
    {
        public static NoParts Instance { get; } = new();

        public ClrValue Get(string name, Type type, Func<ClrValue> make) => make();
    }

    private sealed class Scripted(string[] answers) : ITrialExecutor
    {
        public List<string> Folders { get; } = [];

        public async Task<TrialResult> RunAsync(TrialRequest request, CancellationToken cancellation)
        {
            Folders.Add(request.Folder);
            switch (answers[Folders.Count - 1])
            {
                case "made":
                    return new TrialResult.Made(default);
                case "failed":
                    return new TrialResult.Failed(TaskFailure.Of(new Diagnostic("DAG5001", null, "no")));
                case "waits":
                    await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
                    return new TrialResult.Stopped();
                default:
                    return new TrialResult.Stopped();
            }
        }
    }

    private sealed class Heard : IRunListener
    {
        public List<string> Trials { get; } = [];

        public List<string> Retries { get; } = [];

        public void On(RunEvent happened)
        {
            if (happened is RunEvent.TrialRetried retried)
                Retries.Add($"{retried.Attempt} of {retried.Trials} {retried.Status.Word()}: {retried.Reason}, wait {retried.Wait.TotalSeconds}");
            if (happened is RunEvent.TrialEnded ended)
                Trials.Add($"{ended.Attempt} {ended.Status.Word()}");
        }
    }
}
