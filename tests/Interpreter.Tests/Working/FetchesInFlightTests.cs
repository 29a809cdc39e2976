using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Working;

/// <summary>A product that several ask for at once is fetched once.</summary>
public sealed class FetchesInFlightTests
{
    private readonly FetchesInFlight fetches = new();
    private readonly TrialResult made = new TrialResult.Made(new ClrValue("made"));
    private TrialResult? there;
    private int fetched;

    [Fact]
    public async Task Who_asks_while_it_is_fetched_waits_for_it()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var both = new[] { FetchAsync(() => there, gate.Task), FetchAsync(() => there, gate.Task) };
        gate.SetResult();
        (await Task.WhenAll(both)).ShouldBe([made, made]);
        fetched.ShouldBe(1);
    }

    [Fact]
    public async Task Who_looked_before_another_fetched_it_and_asks_when_that_has_ended_finds_it()
    {
        var hasLooked = false;
        var late = FetchAsync(() =>
        {
            if (hasLooked)
                return there;

            hasLooked = true;
            FetchToTheEnd();
            return null;
        }, Task.CompletedTask);
        (await late).ShouldBe(made);
        fetched.ShouldBe(1);
    }

    private void FetchToTheEnd() => FetchAsync(() => there, Task.CompletedTask).GetAwaiter().GetResult();

    private Task<TrialResult> FetchAsync(Func<TrialResult?> find, Task gate) => fetches.FetchAsync(7, find, async () =>
    {
        Interlocked.Increment(ref fetched);
        await gate.ConfigureAwait(false);
        return there = made;
    });
}
