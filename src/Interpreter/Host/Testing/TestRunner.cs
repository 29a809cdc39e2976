using System.Runtime.CompilerServices;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Language.Checking;

namespace Dag.Interpreter.Host.Testing;

/// <summary>Runs tests, each on a copy of the program of its own, several at once.</summary>
public sealed class TestRunner(DagEngine engine, TimeProvider clock)
{
    /// <summary>The results in the order of the tests, each as soon as it and those before it have ended.</summary>
    /// <param name="workers">How many tasks may run at once, over all tests.</param>
    public async IAsyncEnumerable<TestResult> RunAsync(
        DagProgram program, IReadOnlyList<TestDeclaration> tests, int workers, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (tests.Count == 0)
            yield break;

        var atOnce = Math.Min(workers, tests.Count);
        using var room = new SemaphoreSlim(atOnce);
        var running = tests.Select(test => RunInTurnAsync(program, test, workers / atOnce, room, cancellation)).ToList();
        try
        {
            foreach (var run in running)
                yield return await run.ConfigureAwait(false);
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    private async Task<TestResult> RunInTurnAsync(DagProgram program, TestDeclaration test, int workers, SemaphoreSlim room, CancellationToken cancellation)
    {
        await room.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => RunAsync(program, test, workers, cancellation), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            room.Release();
        }
    }

    private async Task<TestResult> RunAsync(DagProgram program, TestDeclaration test, int workers, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        using var course = new TestExecution(engine, program, test, workers, cancellation);
        await course.GoAsync().ConfigureAwait(false);
        var elapsed = clock.GetElapsedTime(started);
        if (cancellation.IsCancellationRequested)
            return new TestResult.Interrupted(test, elapsed);

        return course.Failures.IsEmpty ? new TestResult.Passed(test, elapsed) : new TestResult.Failed(test, elapsed, course.Failures, course.Log);
    }
}
