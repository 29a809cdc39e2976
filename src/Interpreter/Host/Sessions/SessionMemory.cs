using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Run.Events;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>Memory of a session for its runs: the states of tasks, the last lines of each task's log, and in the end the products.</summary>
internal sealed class SessionMemory(SessionProducts records)
{
    private const int MostLines = 1000;

    private readonly Dictionary<TaskName, RunModel> lastRuns = [];
    private readonly HashSet<string> running = [];
    private readonly Lock gate = new();

    /// <summary>The runs that have not ended.</summary>
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
            return lastRuns.GetValueOrDefault(task)?.FindLog(task)?.ToEquatableList();
    }

    public void Add(Env env, IReadOnlyList<RunProduct> made, DateTimeOffset at)
    {
        lock (gate)
            records.Add(env, made, task => lastRuns.GetValueOrDefault(task)?.FindElapsed(task), at);
    }

    private void Handle(RunEvent happened, RunModel run)
    {
        lock (gate)
        {
            run.Apply(happened);
            switch (happened)
            {
                case RunEvent.RunStarted started:
                    running.Add(started.Run);
                    break;
                case RunEvent.RunFinished finished:
                    running.Remove(finished.Run);
                    break;
                case RunEvent.TaskStarted started:
                    lastRuns[started.Task] = run;
                    records.Started(started.Task);
                    break;
                case RunEvent.TaskFinished finished:
                    records.Ended(finished.Task, hasFailed: false);
                    break;
                case RunEvent.TaskReused reused:
                    records.Ended(reused.Task, hasFailed: false);
                    break;
                case RunEvent.TaskFailed failed:
                    lastRuns[failed.Task] = run;
                    records.Ended(failed.Task, hasFailed: true);
                    break;
                case RunEvent.TaskCancelled cancelled:
                    records.Ended(cancelled.Task, hasFailed: false);
                    break;
            }
        }
    }

    private sealed class Listener(SessionMemory memory, IRunListener? outer) : IRunListener
    {
        private readonly RunModel run = new(MostLines);

        public bool WantsGraph => outer?.WantsGraph == true;

        public void On(RunEvent happened)
        {
            memory.Handle(happened, run);
            outer?.On(happened);
        }
    }
}
