using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Run.Events;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>What a session remembers of its runs: states, times, the last lines of each task's log, and in the end what was made.</summary>
internal sealed class SessionMemory(SessionProducts records)
{
    private const int MostLines = 1000;

    private readonly Dictionary<TaskName, TimeSpan> took = [];
    private readonly Dictionary<TaskName, Queue<string>> logs = [];
    private readonly HashSet<string> running = [];
    private readonly Lock gate = new();

    /// <summary>The runs that are under way.</summary>
    public EquatableList<string> Running
    {
        get
        {
            lock (gate)
                return running.ToEquatableList();
        }
    }

    public IRunListener Listen(IRunListener? outer) => new Listener(this, outer);

    public EquatableList<string>? LogOf(TaskName task)
    {
        lock (gate)
            return logs.TryGetValue(task, out var lines) ? lines.ToEquatableList() : null;
    }

    public void Add(Env env, IReadOnlyList<RunProduct> made, DateTimeOffset at)
    {
        lock (gate)
            records.Add(env, made, took, at);
    }

    private void Handle(RunEvent happened)
    {
        lock (gate)
        {
            switch (happened)
            {
                case RunEvent.RunStarted started:
                    running.Add(started.Run);
                    break;
                case RunEvent.RunFinished finished:
                    running.Remove(finished.Run);
                    break;
                case RunEvent.TaskStarted started:
                    records.Started(started.Task);
                    logs[started.Task] = new();
                    break;
                case RunEvent.Logged logged:
                    Log(logged.Task, logged.Line);
                    break;
                case RunEvent.TaskFinished finished:
                    took[finished.Task] = finished.Elapsed;
                    records.Ended(finished.Task, hasFailed: false);
                    break;
                case RunEvent.TaskReused reused:
                    records.Ended(reused.Task, hasFailed: false);
                    break;
                case RunEvent.TaskFailed failed:
                    Log(failed.Task, failed.Failure.Diagnostic.Message);
                    records.Ended(failed.Task, hasFailed: true);
                    break;
                case RunEvent.TaskCancelled cancelled:
                    records.Ended(cancelled.Task, hasFailed: false);
                    break;
            }
        }
    }

    private void Log(TaskName task, string line)
    {
        if (!logs.TryGetValue(task, out var lines))
            logs[task] = lines = new();
        if (lines.Count == MostLines)
            lines.Dequeue();
        lines.Enqueue(line);
    }

    private sealed class Listener(SessionMemory memory, IRunListener? outer) : IRunListener
    {
        public void On(RunEvent happened)
        {
            memory.Handle(happened);
            outer?.On(happened);
        }
    }
}
