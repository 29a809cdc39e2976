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

    [Fact]
    public async Task Where_no_more_may_be_started_those_there_are_do_the_work_in_turn()
    {
        var started = 0;
        var threads = new ProcessThreadPool(work =>
        {
            if (Interlocked.Increment(ref started) > 1)
                throw new OutOfMemoryException();
            new Thread(new ThreadStart(work)) { IsBackground = true }.Start();
        });
        using var goOn = new SemaphoreSlim(0);
        var seen = new ConcurrentQueue<int>();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        threads.Post(() =>
        {
            goOn.Wait();
            seen.Enqueue(Environment.CurrentManagedThreadId);
        });
        for (var i = 0; i < 3; i++)
            threads.Post(() => seen.Enqueue(Environment.CurrentManagedThreadId));
        threads.Post(ended.SetResult);
        seen.ShouldBeEmpty();
        goOn.Release();
        await ended.Task;
        (seen.Count, seen.Distinct().Count()).ShouldBe((4, 1));
    }

    [Fact]
    public async Task Where_none_may_be_started_the_pool_does_it()
    {
        var threads = new ProcessThreadPool(_ => throw new OutOfMemoryException());
        var ended = new CountdownEvent(3);
        for (var i = 0; i < 3; i++)
            threads.Post(() => ended.Signal());
        await Task.Run(() => ended.Wait());
    }
}
