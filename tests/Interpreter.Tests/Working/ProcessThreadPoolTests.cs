using System.Collections.Concurrent;
using Dag.Interpreter.Run.Processes;

namespace Dag.Interpreter.Tests.Working;

public sealed class ProcessThreadPoolTests
{
    [Fact]
    public async Task What_one_of_them_asks_for_it_does_itself_once_it_is_done_with_what_it_is_at()
    {
        var threads = new ProcessThreadPool();
        var heard = new ConcurrentQueue<string>();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        threads.Post(() =>
        {
            var first = Environment.CurrentManagedThreadId;
            threads.Post(() =>
            {
                heard.Enqueue(Environment.CurrentManagedThreadId == first ? "next, on the same thread" : "next, elsewhere");
                ended.SetResult();
            });
            heard.Enqueue("first");
        });
        await ended.Task;
        heard.ShouldBe(["first", "next, on the same thread"]);
    }

    [Fact]
    public async Task What_it_asks_for_beside_that_waits_for_none_of_it()
    {
        var threads = new ProcessThreadPool();
        var beside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        threads.Post(() =>
        {
            threads.Post(() => ended.SetResult(beside.Task.IsCompletedSuccessfully));
            threads.Post(beside.SetResult);
            beside.Task.Wait();
        });
        (await ended.Task).ShouldBeTrue();
    }

    [Fact]
    public async Task Those_of_another_starter_are_asked_as_by_any_thread()
    {
        var (threads, others) = (new ProcessThreadPool(), new ProcessThreadPool());
        var elsewhere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        threads.Post(() =>
        {
            others.Post(elsewhere.SetResult);
            elsewhere.Task.Wait();
        });
        await elsewhere.Task;
    }

    [Fact]
    public async Task Who_waits_for_a_turn_goes_on_on_one_of_them()
    {
        var threads = new ProcessThreadPool();
        await threads.Switch();
        Thread.CurrentThread.Name.ShouldBe("dag process");
    }
}
