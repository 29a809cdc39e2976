using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Tests.Working;
using Dag.Language.Declarations;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Tests.Rendering;

public sealed class LiveProgressTests : IDisposable
{
    private DateTimeOffset At => clock.GetUtcNow();
    private static readonly TaskName Load = new("load");
    private static readonly TaskName Fit = new("fit");

    private readonly HandTurnedClock clock = new();
    private readonly Screen screen = new();
    private readonly LiveProgress live;

    public LiveProgressTests() => live = On(screen);

    [Fact]
    public void Who_is_done_by_the_first_beat_sees_nothing()
    {
        Happen(new RunEvent.RunStarted(At, "run", 1), new RunEvent.TaskStarted(At, Load));
        After(0.3).ShouldBe([]);
        Happen(new RunEvent.TaskFinished(At, Load, TimeSpan.Zero));
        After(10).ShouldBe([]);
    }

    [Fact]
    public void What_runs_has_a_row_with_its_time_and_how_far_it_is()
    {
        Happen(new RunEvent.RunStarted(At, "run", 3), new RunEvent.TaskStarted(At, Load));
        After(1).ShouldBe(["● load 1.0 s", "0/3 done, 1 running"]);

        Happen(new RunEvent.TaskStarted(At, Fit), new RunEvent.Progressed(At, Load, 0.25, "50 of 200 rows"));
        After(1).ShouldBe(["● load 2.0 s ━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 25 % 50 of 200 rows", "● fit  1.0 s", "0/3 done, 2 running"]);

        Happen(new RunEvent.TaskFinished(At, Load, TimeSpan.Zero));
        After(1).ShouldBe(["● fit 2.0 s", "1/3 done, 1 running"]);
    }

    [Fact]
    public void What_tasks_print_goes_above()
    {
        Happen(new RunEvent.RunStarted(At, "run", 2), new RunEvent.TaskStarted(At, Load));
        After(1);
        Happen(new RunEvent.Logged(At, Load, "150 rows"), new RunEvent.Logged(At, Load, "4 columns"));
        screen.Lines.ShouldBe(["load | 150 rows", "load | 4 columns"]);
        After(1).ShouldBe(["load | 150 rows", "load | 4 columns", "● load 2.0 s", "0/2 done, 1 running"]);
    }

    [Fact]
    public void Whatever_ends_leaves_no_row_behind()
    {
        Happen(new RunEvent.RunStarted(At, "run", 4), new RunEvent.TaskReused(At, new("known")), new RunEvent.TaskStarted(At, Load), new RunEvent.TaskStarted(At, Fit));
        After(1);
        Happen(new RunEvent.TaskCancelled(At, Load));
        After(1).ShouldBe(["● fit 2.0 s", "2/4 done, 1 running"]);
        Happen(new RunEvent.TaskFailed(At, Fit, new(new("DAG5001", null, "task 'fit' failed: no"), [])));
        screen.Lines.ShouldBe(["error DAG5001: task 'fit' failed: no", ""]);
        After(1).ShouldBe(["error DAG5001: task 'fit' failed: no", ""]);
    }

    [Fact]
    public void Of_many_the_first_eight_have_a_row()
    {
        Happen(new RunEvent.RunStarted(At, "run", 12));
        for (var i = 1; i <= 12; i++)
            Happen(new RunEvent.TaskStarted(At, new($"t{i}")));
        After(1).ShouldBe([.. Enumerable.Range(1, 8).Select(i => $"● t{i} 1.0 s"), "0/12 done, 12 running"]);
    }

    [Theory]
    [InlineData(30, ", about 30 s left")]
    [InlineData(6, ", about 5 s left")]
    [InlineData(5, "")]
    public void The_time_left_is_said_where_it_is_worth_waiting_for(int expected, string said)
    {
        Happen(new RunEvent.RunStarted(At, "run", 1) { Graph = [new(Load, [], 1, TimeSpan.FromSeconds(expected))], Workers = 1 }, new RunEvent.TaskStarted(At, Load));
        After(1).ShouldBe(["● load 1.0 s", $"0/1 done, 1 running{said}"]);
    }

    [Fact]
    public void Where_the_time_of_a_task_is_not_known_it_is_at_least_that_of_the_others()
    {
        Happen(new RunEvent.RunStarted(At, "run", 2) { Graph = [new(Load, [], 1, TimeSpan.FromSeconds(30)), new(Fit, [Load], 1, null)], Workers = 1 }, new RunEvent.TaskStarted(At, Load));
        After(1).ShouldBe(["● load 1.0 s", "0/2 done, 1 running, at least 30 s left"]);
    }

    [Theory]
    [InlineData(50, "● etl.a_task_with_a_long_n… 1.0 s ━━━━━━━━━━╌╌╌╌╌…", "0/1 done, 1 running")]
    [InlineData(24, "● etl.a_task_… 1.0 s ━━…", "0/1 done, 1 running")]
    public void A_row_stays_on_its_line_however_narrow(int columns, params string[] lines)
    {
        var narrow = new Screen { Columns = columns };
        using var shown = On(narrow);
        shown.On(new RunEvent.RunStarted(At, "run", 1));
        shown.On(new RunEvent.TaskStarted(At, new("etl.a_task_with_a_long_name")));
        shown.On(new RunEvent.Progressed(At, new("etl.a_task_with_a_long_name"), 0.5, "half of it\nand more"));
        clock.Turn(TimeSpan.FromSeconds(1));
        narrow.Lines.ShouldBe(lines);
    }

    [Fact]
    public void When_the_run_ends_the_rows_are_gone_and_the_end_is_said()
    {
        Happen(new RunEvent.RunStarted(At, "run", 2), new RunEvent.TaskStarted(At, Load));
        After(1);
        Happen(new RunEvent.RunFinished(At, "run", new(0, 0, 0, 0, 1, 1), TimeSpan.FromSeconds(1)));
        screen.Lines.ShouldBe(["interrupted; finished: nothing", "1 cancelled, 1 not run of 2 in 1.0 s"]);
        After(1).ShouldBe(screen.Lines);
    }

    [Fact]
    public void What_is_left_off_in_the_middle_is_wiped_away()
    {
        Happen(new RunEvent.RunStarted(At, "run", 1), new RunEvent.TaskStarted(At, Load));
        After(1);
        live.Dispose();
        After(1).ShouldBe([]);
    }

    public void Dispose() => live.Dispose();

    private LiveProgress On(Screen shown)
        => new(above => new PlainProgress(above, new DiagnosticRenderer(new Paint(isOn: false)), new Paint(isOn: false), OutputMode.Prefixed, StepsShown.End), shown, clock);

    private void Happen(params RunEvent[] events)
    {
        foreach (var happened in events)
            live.On(happened);
    }

    private string[] After(double seconds)
    {
        clock.Turn(TimeSpan.FromSeconds(seconds));
        return screen.Lines;
    }
}
