using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Tests.Working;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Tests.Journals;

public class EventPublisherTests
{
    private static readonly TaskName Name = new("a");

    [Fact]
    public async Task Every_listener_receives_every_event_in_order_and_with_its_time()
    {
        var (clock, first, second) = (new HandTurnedClock(), new Ear(), new Ear());
        var events = new EventPublisher(clock, first, second);
        events.Record(at => new RunEvent.TaskStarted(at, Name));
        clock.Turn(TimeSpan.FromSeconds(2));
        events.Record(at => new RunEvent.TaskFinished(at, Name, TimeSpan.FromSeconds(2)));
        await events.CompleteAsync();
        RunEvent[] both =
        [
            new RunEvent.TaskStarted(DateTimeOffset.UnixEpoch, Name),
            new RunEvent.TaskFinished(DateTimeOffset.UnixEpoch.AddSeconds(2), Name, TimeSpan.FromSeconds(2)),
        ];
        first.Heard.ShouldBe(both);
        second.Heard.ShouldBe(both);
    }

    [Fact]
    public void An_event_that_nobody_hears_is_not_made()
    {
        var made = 0;
        new EventPublisher(new HandTurnedClock()).Record(at =>
        {
            made++;
            return new RunEvent.TaskStarted(at, Name);
        });
        made.ShouldBe(0);
    }

    [Fact]
    public async Task Many_writers_are_heard_one_at_a_time_and_each_in_its_own_order()
    {
        const int Writers = 4, Lines = 1000;
        var ear = new Ear();
        var events = new EventPublisher(new HandTurnedClock(), ear);
        System.Threading.Tasks.Parallel.For(0, Writers, writer =>
        {
            for (var line = 0; line < Lines; line++)
                events.Record(at => new RunEvent.Logged(at, new TaskName($"t{writer}"), $"{line}"));
        });
        await events.CompleteAsync();
        var heard = ear.Heard.OfType<RunEvent.Logged>().GroupBy(logged => logged.Task.Text).OrderBy(group => group.Key, StringComparer.Ordinal);
        heard.Select(group => (group.Key, string.Join(' ', group.Select(logged => logged.Line))))
            .ShouldBe(Enumerable.Range(0, Writers).Select(writer => ($"t{writer}", string.Join(' ', Enumerable.Range(0, Lines)))));
    }

    [Fact]
    public async Task A_slow_listener_holds_up_neither_the_run_nor_another_listener()
    {
        using var slow = new Slow();
        var (quick, tasks) = (new Ear(), 1000);
        var events = new EventPublisher(new HandTurnedClock(), slow, quick);
        for (var task = 0; task < tasks; task++)
            events.Record(at => new RunEvent.TaskStarted(at, Name));
        await quick.HasHeardAsync(tasks);
        slow.Heard.ShouldBe(0);
        slow.Gate.Set();
        await events.CompleteAsync();
        slow.Heard.ShouldBe(tasks);
    }

    [Fact]
    public async Task The_exception_of_a_listener_comes_out_at_the_end()
    {
        var events = new EventPublisher(new HandTurnedClock(), new Broken());
        events.Record(at => new RunEvent.TaskStarted(at, Name));
        (await Should.ThrowAsync<InvalidOperationException>(events.CompleteAsync())).Message.ShouldBe("broken");
    }

    private sealed class Broken : IRunListener
    {
        public void On(RunEvent happened) => throw new InvalidOperationException("broken");
    }

    private sealed class Slow : IRunListener, IDisposable
    {
        public ManualResetEventSlim Gate { get; } = new();

        public int Heard { get; private set; }

        public void On(RunEvent happened)
        {
            Gate.Wait();
            Heard++;
        }

        public void Dispose() => Gate.Dispose();
    }

    // A plain list: two calls at a time would lose events or break it.
    private sealed class Ear : IRunListener
    {
        private readonly TaskCompletionSource enough = new();
        private int most;

        public List<RunEvent> Heard { get; } = [];

        public Task HasHeardAsync(int count)
        {
            lock (Heard)
            {
                most = count;
                if (Heard.Count >= most)
                    enough.TrySetResult();
            }

            return enough.Task;
        }

        public void On(RunEvent happened)
        {
            lock (Heard)
            {
                Heard.Add(happened);
                if (Heard.Count == most)
                    enough.TrySetResult();
            }
        }
    }
}
