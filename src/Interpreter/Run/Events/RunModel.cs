using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Events;

/// <summary>
/// Model of a run in motion: the one fold of its events, which every display and every listener that remembers reads. Not safe for several threads at once.
/// </summary>
/// <param name="keptLines">Number of lines of each task's log that are kept, the last ones.</param>
public sealed class RunModel(int keptLines = 0)
{
    private readonly Dictionary<TaskName, RunningTask> running = [];
    private readonly Dictionary<TaskName, TimeSpan> elapsed = [];
    private readonly Dictionary<TaskName, Queue<string>> logs = [];
    private readonly Dictionary<TaskName, List<TaskName>> blocked = [];
    private readonly List<TaskName> finished = [];
    private readonly List<RunEvent.TaskFailed> failures = [];
    private TimeLeft? left;

    /// <summary>Number of tasks of the run; 0 before it has started.</summary>
    public int Tasks { get; private set; }

    /// <summary>Number of tasks that have ended in any way of their own.</summary>
    public int Ended { get; private set; }

    public bool IsFinished { get; private set; }

    /// <summary>The tasks that run now, in the order in which they started.</summary>
    public IEnumerable<RunningTask> Running => running.Values.OrderBy(task => task.Since);

    /// <summary>The tasks that were run and ended well, in the order in which they did.</summary>
    public IReadOnlyList<TaskName> Finished => finished;

    /// <summary>The failures so far, in their order.</summary>
    public IReadOnlyList<RunEvent.TaskFailed> Failures => failures;

    /// <summary>The tasks that do not run because another failed, by that other.</summary>
    public IReadOnlyDictionary<TaskName, List<TaskName>> Blocked => blocked;

    /// <summary>How long a task of this run took; null where it did not run to its end.</summary>
    public TimeSpan? FindElapsed(TaskName task) => elapsed.TryGetValue(task, out var took) ? took : null;

    /// <summary>How long the run will go on, by how long its tasks took when they were last made, and whether that is known of all of them; null where it is known of none.</summary>
    public (TimeSpan Left, bool IsWhole)? FindTimeLeft(DateTimeOffset now) => left?.Find(running.Values.ToDictionary(task => task.Task, task => now - task.Since));

    /// <summary>The kept lines of a task's log; null where the task has not started.</summary>
    public IReadOnlyCollection<string>? FindLog(TaskName task) => logs.GetValueOrDefault(task);

    public void Apply(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted started:
                (Tasks, left) = (started.Tasks, started.Graph.IsEmpty ? null : new(started.Graph, started.Workers));
                break;
            case RunEvent.TaskStarted started:
                running[started.Task] = new(started.Task, started.At, null, null);
                if (keptLines > 0)
                    logs[started.Task] = new();
                break;
            case RunEvent.Progressed progressed when running.TryGetValue(progressed.Task, out var task):
                running[progressed.Task] = task with { Fraction = progressed.Fraction, Note = progressed.Note };
                break;
            case RunEvent.TrialRetried retried:
                Retry(retried);
                break;
            case RunEvent.Logged logged:
                Log(logged.Task, logged.Line);
                break;
            case RunEvent.TaskFinished ended:
                elapsed[ended.Task] = ended.Elapsed;
                finished.Add(ended.Task);
                End(ended.Task);
                break;
            case RunEvent.TaskReused(_, var task):
                End(task);
                break;
            case RunEvent.TaskFailed failed:
                failures.Add(failed);
                Log(failed.Task, failed.Failure.Diagnostic.Message);
                End(failed.Task);
                break;
            case RunEvent.TaskCancelled(_, var task):
                End(task);
                break;
            case RunEvent.TaskBlocked stopped:
                Block(stopped);
                break;
            case RunEvent.RunFinished:
                Finish();
                break;
        }
    }

    private void Finish()
    {
        running.Clear();
        IsFinished = true;
    }

    private void Retry(RunEvent.TrialRetried retried)
    {
        if (running.TryGetValue(retried.Task, out var task))
            running[retried.Task] = task with { Fraction = null, Note = null, Retried = retried };
        Log(retried.Task, retried.Reason);
    }

    private void Block(RunEvent.TaskBlocked stopped)
    {
        if (!blocked.TryGetValue(stopped.By, out var list))
            blocked[stopped.By] = list = [];
        list.Add(stopped.Task);
        left?.End(stopped.Task);
    }

    private void End(TaskName task)
    {
        running.Remove(task);
        left?.End(task);
        Ended++;
    }

    private void Log(TaskName task, string line)
    {
        if (keptLines == 0)
            return;
        if (!logs.TryGetValue(task, out var lines))
            logs[task] = lines = new();
        if (lines.Count == keptLines)
            lines.Dequeue();
        lines.Enqueue(line);
    }
}

/// <summary>A task that runs now.</summary>
/// <param name="Fraction">How much of it is done, 0 to 1; null where it has not told.</param>
public sealed record RunningTask(TaskName Task, DateTimeOffset Since, double? Fraction, string? Note)
{
    /// <summary>Its last trial that failed; null where none has.</summary>
    public RunEvent.TrialRetried? Retried { get; init; }
}
