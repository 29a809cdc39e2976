using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Tests.Working;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Tests.Journals;

public class EventPublisherTests
{
    private static readonly TaskName Task = new("a");

    [Fact]
    public void Every_listener_hears_every_event_in_order_and_with_its_time()
    {
        var (clock, first, second) = (new HandTurnedClock(), new Ear(), new Ear());
        var tracker = new EventPublisher(clock, first, second);
        tracker.Record(at => new RunEvent.TaskStarted(at, Task));
        clock.Turn(TimeSpan.FromSeconds(2));
        tracker.Record(at => new RunEvent.TaskFinished(at, Task, TimeSpan.FromSeconds(2)));
        RunEvent[] both =
        [
            new RunEvent.TaskStarted(DateTimeOffset.UnixEpoch, Task),
            new RunEvent.TaskFinished(DateTimeOffset.UnixEpoch.AddSeconds(2), Task, TimeSpan.FromSeconds(2)),
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
            return new RunEvent.TaskStarted(at, Task);
        });
        made.ShouldBe(0);
    }

    [Fact]
    public void Many_writers_are_heard_one_at_a_time_and_each_in_its_own_order()
    {
        const int Writers = 4, Lines = 1000;
        var ear = new Ear();
        var tracker = new EventPublisher(new HandTurnedClock(), ear);
        System.Threading.Tasks.Parallel.For(0, Writers, writer =>
        {
            for (var line = 0; line < Lines; line++)
                tracker.Record(at => new RunEvent.Logged(at, new TaskName($"t{writer}"), $"{line}"));
        });
        var heard = ear.Heard.OfType<RunEvent.Logged>().GroupBy(logged => logged.Task.Text).OrderBy(group => group.Key, StringComparer.Ordinal);
        heard.Select(group => (group.Key, string.Join(' ', group.Select(logged => logged.Line))))
            .ShouldBe(Enumerable.Range(0, Writers).Select(writer => ($"t{writer}", string.Join(' ', Enumerable.Range(0, Lines)))));
    }

    // A plain list: two calls at a time would lose events or break it.
    private sealed class Ear : IRunListener
    {
        public List<RunEvent> Heard { get; } = [];

        public void On(RunEvent happened) => Heard.Add(happened);
    }
}
