using System.Text;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.State.Journals;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>A run as lines of text: what tasks print, what failed and why, and as much of the way as is wanted.</summary>
internal sealed class PlainProgress(ITerminal terminal, DiagnosticRenderer diagnostics, Paint paint, OutputMode output, StepsShown steps) : IRunListener
{
    private const int MostNames = 10;
    private const int MostLines = 20;

    private readonly Dictionary<TaskName, Queue<string>> shown = [];
    private readonly Dictionary<TaskName, List<string>> held = [];
    private readonly RunModel run = new();

    public bool WantsEachReused => steps == StepsShown.Every;

    public void On(RunEvent happened)
    {
        run.Apply(happened);
        switch (happened)
        {
            case RunEvent.Logged logged:
                Log(logged);
                break;
            case RunEvent.TaskFailed failed:
                Fail(failed);
                break;
            case RunEvent.TrialRetried retried:
                if (steps != StepsShown.None)
                    terminal.WriteError(Retry(retried));
                break;
            case RunEvent.RunFinished finished:
                Finish(finished);
                break;
            case RunEvent.TaskFinished ended:
                if (output == OutputMode.Grouped)
                    Release(ended.Task);
                Step(happened);
                break;
            default:
                Step(happened);
                break;
        }
    }

    private void Log(RunEvent.Logged logged)
    {
        if (output == OutputMode.Prefixed)
        {
            terminal.WriteError(Lines(logged.Task.Text + " |", logged.Line));
            Remember(logged);
        }
        else if (held.TryGetValue(logged.Task, out var lines))
            lines.Add(logged.Line);
        else
            held.Add(logged.Task, [logged.Line]);
    }

    private void Remember(RunEvent.Logged logged)
    {
        if (!shown.TryGetValue(logged.Task, out var lines))
            shown.Add(logged.Task, lines = new());
        if (lines.Count == MostLines)
            lines.Dequeue();
        lines.Enqueue(logged.Line);
    }

    // What was shown line by line as it came is not shown once more.
    private bool IsShown(RunEvent.TaskFailed failed)
        => shown.GetValueOrDefault(failed.Task) is { } lines && lines.TakeLast(failed.Failure.Log.Count).SequenceEqual(failed.Failure.Log);

    // What a body logs may have several lines: each has its task's name, or the second could pass for another's.
    private string Lines(string before, string printed)
        => string.Concat(printed.ReplaceLineEndings("\n").Split('\n').Select(line => $"{paint.Faint(before)} {paint.Printed(line)}\n"));

    private void Release(TaskName task)
    {
        if (!held.Remove(task, out var lines))
            return;

        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(Lines(task.Text + " |", line));
        terminal.WriteError(text.ToString());
    }

    private void Fail(RunEvent.TaskFailed failed)
    {
        var text = new StringBuilder(diagnostics.Render(failed.Failure.Diagnostic));
        if (output != OutputMode.Prefixed && failed.Failure.Log.IsEmpty)
            Release(failed.Task);
        held.Remove(failed.Task);
        if (!failed.Failure.Log.IsEmpty && !IsShown(failed))
        {
            text.Length--;
            text.Append(paint.Faint("  last output:")).Append('\n');
            foreach (var line in failed.Failure.Log)
                text.Append(Lines("  |", line));
            text.Append('\n');
        }

        terminal.WriteError(text.ToString());
    }

    private string Retry(RunEvent.TrialRetried retried)
    {
        var next = retried.Wait > TimeSpan.Zero ? $"trial {retried.Attempt + 1} in {Units.Duration(retried.Wait)}" : $"trial {retried.Attempt + 1} now";
        var said = $"{retried.Task} trial {retried.Attempt} of {retried.Trials} {retried.Status.Word()} after {Units.Duration(retried.Elapsed)}, {next}: {retried.Reason}";
        return paint.Warning(VisibleText.OfOneLine(said)) + "\n";
    }

    private void Step(RunEvent happened)
    {
        if (steps != StepsShown.Every)
            return;

        var line = happened switch
        {
            RunEvent.TaskStarted e => $"{e.Task} started",
            RunEvent.TrialEnded { Status: not TrialStatus.Succeeded, IsRetried: false } e => $"{e.Task} trial {e.Attempt} {e.Status.Word()} after {Units.Duration(e.Elapsed)}",
            RunEvent.TaskFinished e => $"{e.Task} done in {Units.Duration(e.Elapsed)}",
            RunEvent.TaskReused e => $"{e.Task} reused",
            RunEvent.TaskCancelled e => $"{e.Task} cancelled",
            RunEvent.MetricRecorded e => FormattableString.Invariant($"{e.Task} {e.Name} = {e.Value}"),
            RunEvent.ArtifactKept e => $"{e.Task} saved {e.Path}",
            RunEvent.TaskPublished e => $"{e.Task} published to {e.Path}",
            _ => null,
        };
        if (line is not null)
            terminal.WriteError(VisibleText.OfOneLine(line) + "\n");
    }

    private void Finish(RunEvent.RunFinished end)
    {
        if (steps == StepsShown.None)
            return;

        if (end.Summary is { Failed: 0, Cancelled: > 0 } or { Failed: 0, NotRun: > 0 })
            terminal.WriteError($"interrupted; finished: {(run.Finished.Count == 0 ? "nothing" : NameList.Of(run.Finished, MostNames))}\n");
        foreach (var (by, names) in run.Blocked)
            terminal.WriteError($"skipped ({by} failed): {NameList.Of(names, MostNames)}\n");
        var isWell = end.Summary.Done + end.Summary.Reused == end.Summary.All;
        if (!isWell || steps == StepsShown.Every)
            terminal.WriteError($"{Describe(end.Summary)} of {run.Tasks} in {Units.Duration(end.Elapsed)}\n");
    }

    /// <summary>"3 done, 1 failed".</summary>
    public static string Describe(RunSummary summary)
    {
        (int Count, string Word)[] parts =
        [
            (summary.Done, "done"), (summary.Reused, "reused"), (summary.Failed, "failed"), (summary.Blocked, "skipped"),
            (summary.Cancelled, "cancelled"), (summary.NotRun, "not run"),
        ];
        var said = string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Word}"));
        return said.Length == 0 ? "nothing to do" : said;
    }
}

/// <summary>What is shown of what tasks print: every line as it comes, a task's lines together when it ends, or only those of failed ones.</summary>
internal enum OutputMode
{
    Prefixed,
    Grouped,
    Failed,
}

/// <summary>What is shown of a run's way beside what fails: nothing, how it ended where not all was made, or every step.</summary>
internal enum StepsShown
{
    None,
    End,
    Every,
}
