using Dag.Interpreter.Run.Events;
using Dag.Language.Declarations;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>A run in motion on a terminal: what is running and for how long, and how much is done. Everything else goes above it as plain lines.</summary>
internal sealed class LiveProgress : IRunListener, IDisposable
{
    // Who is done by then saw nothing flicker, and did not pay for the display.
    private static readonly TimeSpan FirstBeat = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly IRunListener plain;
    private readonly ITerminal terminal;
    private readonly TimeProvider clock;
    private readonly Dictionary<TaskName, RunningTask> running = [];
    private readonly Lock order = new();
    private readonly ITimer timer;
    private LiveRows? rows;
    private int tasks;
    private int ended;

    public LiveProgress(Func<ITerminal, IRunListener> makePlain, ITerminal terminal, TimeProvider clock)
    {
        this.terminal = terminal;
        this.clock = clock;
        plain = makePlain(new Above(this));
        timer = clock.CreateTimer(_ => Draw(), null, FirstBeat, Beat);
    }

    public bool WantsEachReused => plain.WantsEachReused;

    public void On(RunEvent happened)
    {
        lock (order)
        {
            Handle(happened);
            plain.On(happened);
        }
    }

    public void Dispose()
    {
        lock (order)
        {
            timer.Dispose();
            running.Clear();
            rows?.Erase();
        }
    }

    private void Handle(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted started:
                tasks = started.Tasks;
                break;
            case RunEvent.TaskStarted started:
                running[started.Task] = new(started.Task, clock.GetTimestamp(), null, null);
                break;
            case RunEvent.Progressed progressed when running.TryGetValue(progressed.Task, out var task):
                running[progressed.Task] = task with { Fraction = progressed.Fraction, Note = progressed.Note };
                break;
            case RunEvent.TaskFinished(_, var task, _):
                End(task);
                break;
            case RunEvent.TaskReused(_, var task):
                End(task);
                break;
            case RunEvent.TaskFailed(_, var task, _):
                End(task);
                break;
            case RunEvent.TaskCancelled(_, var task):
                End(task);
                break;
            case RunEvent.RunFinished:
                running.Clear();
                rows?.Erase();
                break;
        }
    }

    private void End(TaskName task)
    {
        running.Remove(task);
        ended++;
    }

    private void Draw()
    {
        lock (order)
        {
            if (running.Count == 0)
                rows?.Erase();
            else
                (rows ??= new(terminal)).Draw(running.Values.OrderBy(task => task.Started), clock, $"{ended}{(tasks == 0 ? "" : $"/{tasks}")} done, {running.Count} running");
        }
    }

    // Plain lines go where the live part was, which is drawn again below them at the next beat.
    private sealed class Above(LiveProgress live) : ITerminal
    {
        public bool IsErrorShown => live.terminal.IsErrorShown;

        public bool HasColour => live.terminal.HasColour;

        public int Columns => live.terminal.Columns;

        public void Write(string text) => live.terminal.Write(text);

        public void WriteData(string text, bool isRaw = false) => live.terminal.WriteData(text, isRaw);

        public void WriteError(string text)
        {
            live.rows?.Erase();
            live.terminal.WriteError(text);
        }
    }
}
