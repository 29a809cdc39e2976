using Dag.Interpreter.Run.Events;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Tests.Events;

public class RunModelTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;
    private static readonly TaskName Load = new("load");
    private static readonly TaskName Fit = new("fit");
    private static readonly TaskName Plot = new("plot");
    private static readonly TaskFailure Failure = new(new Diagnostic("DAG5001", null, "task 'fit' failed: no"), []);

    [Fact]
    public void What_runs_stands_in_the_order_of_its_start_until_it_ends()
    {
        var run = Of(new RunEvent.RunStarted(At, "r", 3), new RunEvent.TaskStarted(At.AddSeconds(1), Fit), new RunEvent.TaskStarted(At, Load), new RunEvent.Progressed(At, Load, 0.5, "half"));
        run.Running.ShouldBe([new RunningTask(Load, At, 0.5, "half"), new RunningTask(Fit, At.AddSeconds(1), null, null)]);
        run.Apply(new RunEvent.TaskFinished(At, Load, TimeSpan.FromSeconds(2)));
        run.Running.Select(task => task.Task).ShouldBe([Fit]);
        (run.Tasks, run.Ended, run.IsFinished, run.FindElapsed(Load), run.FindElapsed(Fit)).ShouldBe((3, 1, false, TimeSpan.FromSeconds(2), null));
    }

    [Fact]
    public void A_failure_names_what_it_blocks()
    {
        var run = Of(new RunEvent.TaskStarted(At, Fit), new RunEvent.TaskFailed(At, Fit, Failure), new RunEvent.TaskBlocked(At, Plot, Fit), new RunEvent.RunFinished(At, "r", RunSummary.Nothing, TimeSpan.Zero));
        run.Failures.Select(failed => failed.Task).ShouldBe([Fit]);
        run.Blocked[Fit].ShouldBe([Plot]);
        (run.Ended, run.IsFinished).ShouldBe((1, true));
    }

    [Fact]
    public void The_last_lines_of_a_log_are_kept_and_a_new_start_begins_it_anew()
    {
        var run = new RunModel(keptLines: 2);
        foreach (var line in (string[])["1", "2", "3"])
            run.Apply(new RunEvent.Logged(At, Load, line));
        run.FindLog(Load).ShouldBe(["2", "3"]);
        run.Apply(new RunEvent.TaskStarted(At, Load));
        run.FindLog(Load).ShouldBe([]);
        run.FindLog(Fit).ShouldBeNull();
    }

    [Fact]
    public void Without_kept_lines_no_log_is_kept() => Of(new RunEvent.TaskStarted(At, Load), new RunEvent.Logged(At, Load, "1")).FindLog(Load).ShouldBeNull();

    private static RunModel Of(params RunEvent[] events)
    {
        var run = new RunModel();
        foreach (var happened in events)
            run.Apply(happened);
        return run;
    }

    [Theory]
    [InlineData(2, "load -- 30, fit load 60, plot -- 20", "load", 10, "", "80 s")]
    [InlineData(1, "load -- 30, fit load 60, plot -- 20", "load", 10, "", "100 s")]
    [InlineData(2, "load -- 30, fit load 60, plot -- 20", "load", 90, "", "60 s")]
    [InlineData(2, "load -- 30, fit load 60, plot -- 20", "fit", 15, "load", "45 s")]
    [InlineData(2, "load -- 30, fit load ?, plot -- 20", "load", 10, "", "at least 20 s")]
    [InlineData(2, "load -- ?, fit load ?", "load", 10, "", "unknown")]
    [InlineData(2, "", "load", 10, "", "unknown")]
    public void The_time_left_is_the_longest_way_or_all_of_it_by_the_workers(int workers, string graph, string running, int elapsed, string ended, string wanted)
    {
        var tasks = graph.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split(' ')).Select(each => new RunTask(
            new(each[0]), each[1] == "--" ? [] : [new(each[1])], 1, each[2] == "?" ? null : TimeSpan.FromSeconds(int.Parse(each[2], System.Globalization.CultureInfo.InvariantCulture)))).ToEquatableList();
        var run = new RunModel();
        run.Apply(new RunEvent.RunStarted(At, "r", tasks.Count) { Graph = tasks, Workers = workers });
        if (ended.Length > 0)
            run.Apply(new RunEvent.TaskFinished(At, new(ended), TimeSpan.FromSeconds(30)));
        run.Apply(new RunEvent.TaskStarted(At, new(running)));
        (run.FindTimeLeft(At.AddSeconds(elapsed)) is var (left, isWhole) ? $"{(isWhole ? "" : "at least ")}{left.TotalSeconds:0} s" : "unknown").ShouldBe(wanted);
    }
}
