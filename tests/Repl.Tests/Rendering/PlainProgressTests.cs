using Dag.Interpreter.Run.Events;
using Dag.Language.Declarations;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Tests.Rendering;

public sealed class PlainProgressTests
{
    private const string FailureShown =
        """
        error DAG5002: task 'pca' exited with code 3
         --> iris.dag:1:19
          |
        1 | task pca { run sh "exit 3" }
          |                   ^^^^^^^^
          last output:
          | no such matrix


        """;

    [Fact]
    public void Quietly_it_shows_what_tasks_print_what_failed_and_the_end()
        => Shown(OutputMode.Prefixed, StepsShown.End).ShouldBe(
            "pca | reading «150» rows\npca trial 1 of 2 failed after 2.0 s, trial 2 in 500 ms: task 'pca' exited with code 3\n" + FailureShown + "skipped (pca failed): report\n1 done, 1 reused, 1 failed, 1 skipped, 1 cancelled of 5 in 5.0 s\n");

    [Fact]
    public void Plainly_it_shows_every_step()
        => Shown(OutputMode.Failed, StepsShown.Every).ShouldBe(
            """
            measurements reused
            pca started
            pca explained = 0.924
            pca saved /project/plot.svg
            pca trial 1 of 2 failed after 2.0 s, trial 2 in 500 ms: task 'pca' exited with code 3
            pca published to /project/results/pca.json
            pca trial 2 failed after 3.0 s

            """ + FailureShown + """
            plot cancelled
            centred done in 1.5 s
            skipped (pca failed): report
            1 done, 1 reused, 1 failed, 1 skipped, 1 cancelled of 5 in 5.0 s

            """);

    [Fact]
    public void Silently_it_shows_what_failed_and_nothing_else()
        => Shown(OutputMode.Failed, StepsShown.None).ShouldBe(FailureShown);

    [Fact]
    public void Lines_that_were_shown_as_they_came_are_not_shown_once_more_where_the_task_fails()
    {
        var terminal = new RecordingTerminal();
        var progress = new PlainProgress(terminal, new DiagnosticRenderer(new Paint(isOn: false)), new Paint(isOn: false), OutputMode.Prefixed, StepsShown.End);
        var at = DateTimeOffset.UnixEpoch;
        progress.On(new RunEvent.Logged(at, new("a"), "Traceback"));
        progress.On(new RunEvent.Logged(at, new("a"), "ZeroDivisionError"));
        progress.On(new RunEvent.TaskFailed(at, new("a"), new(new("DAG5002", null, "task 'a' exited with code 1"), ["Traceback", "ZeroDivisionError"])));
        terminal.Error.ShouldBe("a | Traceback\na | ZeroDivisionError\nerror DAG5002: task 'a' exited with code 1\n\n");
    }

    [Fact]
    public void Grouped_a_tasks_lines_come_together_when_it_ends()
    {
        var terminal = new RecordingTerminal();
        var progress = new PlainProgress(terminal, new DiagnosticRenderer(new Paint(isOn: false)), new Paint(isOn: false), OutputMode.Grouped, StepsShown.End);
        var (a, b, at) = (new TaskName("a"), new TaskName("b"), DateTimeOffset.UnixEpoch);
        progress.On(new RunEvent.Logged(at, a, "one"));
        progress.On(new RunEvent.Logged(at, b, "two"));
        progress.On(new RunEvent.Logged(at, a, "three"));
        progress.On(new RunEvent.TaskFinished(at, b, TimeSpan.Zero));
        progress.On(new RunEvent.TaskFinished(at, a, TimeSpan.Zero));
        terminal.Error.ShouldBe("b | two\na | one\na | three\n");
    }

    private static string Shown(OutputMode output, StepsShown steps)
    {
        var (terminal, paint) = (new RecordingTerminal(), new Paint(isOn: false));
        var progress = new PlainProgress(terminal, new DiagnosticRenderer(paint), paint, output, steps);
        foreach (var happened in Samples.Events)
            progress.On(happened);
        return terminal.Error;
    }
}
