using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.State.Journals;
using Dag.Language.Declarations;
using Polly;

namespace Dag.Interpreter.Tests.Working;

/// <summary>Delays between the trials of a task that always fails, by a clock that the test turns.</summary>
public sealed class RetryTests
{
    private static readonly TimeSpan Backoff = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Without_backoff_no_trial_is_delayed()
        => (await DelaysOf(new(3, TimeSpan.Zero, null, HasJitter: true), random: 0.5)).ShouldBe([0, 0, 0]);

    [Fact]
    public async Task A_delay_is_twice_the_one_before()
        => (await DelaysOf(new(4, Backoff, null, HasJitter: false), random: 0.5)).ShouldBe([100, 200, 400, 800]);

    [Fact]
    public async Task No_delay_is_over_the_longest()
        => (await DelaysOf(new(4, Backoff, TimeSpan.FromMilliseconds(300), HasJitter: false), random: 0.5)).ShouldBe([100, 200, 300, 300]);

    [Theory]
    [InlineData(0.0, new[] { 0, 137, 146, 286 })]
    [InlineData(0.5, new[] { 89, 109, 203, 404 })]
    [InlineData(0.9, new[] { 127, 137, 267, 533 })]
    public async Task Jitter_makes_a_delay_random(double random, int[] delays)
        => (await DelaysOf(new(4, Backoff, null, HasJitter: true), random)).ShouldBe(delays);

    [Fact]
    public async Task No_delay_with_jitter_is_over_the_longest()
        => (await DelaysOf(new(4, Backoff, TimeSpan.FromMilliseconds(200), HasJitter: true), random: 0.5)).ShouldBe([89, 109, 200, 200]);

    [Fact]
    public async Task A_delay_with_jitter_is_at_most_half_as_long_again_as_without()
    {
        var random = new Random(20260401);
        for (var round = 0; round < 100; round++)
        {
            var delays = await DelaysOf(new(4, Backoff, null, HasJitter: true), random.NextDouble);
            delays.Select((delay, at) => delay <= 150 << at).ShouldAllBe(isWithin => isWithin, string.Join(" ", delays));
        }
    }

    private static Task<List<int>> DelaysOf(RetryDeclaration retry, double random) => DelaysOf(retry, () => random);

    private static Task<List<int>> DelaysOf(RetryDeclaration retry, Func<double> random)
        => Task.Run(async () =>
        {
            var clock = new HandTurnedClock();
            var options = TaskTrials.OptionsOf(retry);
            options.Randomizer = random;
            var started = new List<TimeSpan>();
            var run = new ResiliencePipelineBuilder<TrialResult> { TimeProvider = clock }.AddRetry(options).Build().ExecuteAsync(_ =>
            {
                started.Add(clock.GetUtcNow() - DateTimeOffset.UnixEpoch);
                return ValueTask.FromResult(Failed);
            }).AsTask();

            // Whatever waits goes on in the thread that turns the clock.
            clock.Turn(TimeSpan.FromHours(1));
            await run;
            return started.Zip(started.Skip(1), (before, after) => (int)(after - before).TotalMilliseconds).ToList();
        });

    private static TrialResult Failed { get; } = new TrialResult.Failed(TaskFailure.Of(TaskErrors.ProcessFailed(new(new("task.dag", ""), new(0, 0)), new("a"), "exited with 1")));
}
