using Dag.Interpreter.Run.Scheduling;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.Tests.Planning;

namespace Dag.Interpreter.Tests.Scheduling;

public class BrokenPromiseTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_executor_throws_ends_the_run_after_all_else_was_cancelled_and_has_ended(bool throwsAtOnce)
    {
        var executor = new Breaking(throwsAtOnce);
        var events = new Events();
        var run = new Scheduler(AnyGraph.Of([[], [], [], [0]]), executor, workers: 2, keepGoing: true, listener: events).RunAsync(CancellationToken.None);
        (await Should.ThrowAsync<InvalidOperationException>(run)).Message.ShouldBe("broken");
        executor.HasCleanedUp.ShouldBeTrue();
        events.Heard.Order(StringComparer.Ordinal).ShouldBe(["0 Cancelled", "0 Running", "1 Cancelled", "1 Running", "2 NotRun", "3 NotRun"]);
    }

    [Fact]
    public async Task After_a_broken_promise_no_node_starts_even_if_it_would_end_at_once()
    {
        var events = new Events();
        var run = new Scheduler(AnyGraph.Of([[], [], []]), new BreakingFirst(), workers: 3, keepGoing: true, listener: events).RunAsync(CancellationToken.None);
        await Should.ThrowAsync<InvalidOperationException>(run);
        events.Heard.ShouldBe(["0 Running", "0 Cancelled", "1 NotRun", "2 NotRun"]);
    }

    // Node 0 waits to be cancelled and takes its time to end; node 1 throws.
    private sealed class Breaking(bool throwsAtOnce) : INodeExecutor
    {
        public bool HasCleanedUp { get; private set; }

        public ValueTask<WorkResult> ExecuteAsync(int node, CancellationToken cancellation)
        {
            if (node == 0)
                return WaitAsync(cancellation);
            return throwsAtOnce ? throw new InvalidOperationException("broken") : ThrowAsync();
        }

        private async ValueTask<WorkResult> WaitAsync(CancellationToken cancellation)
        {
            var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registered = cancellation.Register(cancelled.SetResult);
            await cancelled.Task;
            await Task.Yield();
            HasCleanedUp = true;
            return WorkResult.Stopped;
        }

        private static async ValueTask<WorkResult> ThrowAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        }
    }

    private sealed class BreakingFirst : INodeExecutor
    {
        public ValueTask<WorkResult> ExecuteAsync(int node, CancellationToken cancellation)
            => node == 0 ? throw new InvalidOperationException("broken") : new(WorkResult.Made);
    }

    private sealed class Events : IStateListener
    {
        public List<string> Heard { get; } = [];

        public void Moved(int node, NodeState state, WorkResult? outcome, int culprit)
        {
            if (state is not (NodeState.Ready or NodeState.Waiting))
                Heard.Add($"{node} {state}");
        }
    }
}
