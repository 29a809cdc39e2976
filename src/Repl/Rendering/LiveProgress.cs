using System.Globalization;
using Dag.Interpreter.Tracking;
using Dag.Language.Declarations;
using Spectre.Console;

namespace Dag.Repl.Rendering;

/// <summary>A run in motion on a terminal: what is running and for how long, and how much is done. Everything else goes above it as plain lines.</summary>
internal sealed class LiveProgress : IRunListener, IDisposable
{
    private const int MostRows = 8;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly IRunListener plain;
    private readonly TimeProvider clock;
    private readonly IAnsiConsole console;
    private readonly Dictionary<TaskName, RunningTask> running = [];
    private readonly Lock order = new();
    private readonly ITimer timer;
    private int tasks;
    private int ended;
    private int rows;

    public LiveProgress(Func<ITerminal, IRunListener> makePlain, ITerminal terminal, TimeProvider clock)
    {
        this.clock = clock;
        plain = makePlain(new Above(this, terminal));
        console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        timer = clock.CreateTimer(_ => Draw(), null, Beat, Beat);
    }

    public void On(RunEvent happened)
    {
        lock (order)
        {
            Take(happened);
            plain.On(happened);
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        lock (order)
            Erase();
    }

    private void Take(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted started:
                tasks = started.Tasks;
                break;
            case RunEvent.TaskStarted started:
                running[started.Task] = new(clock.GetTimestamp(), null, null);
                break;
            case RunEvent.Progressed progressed when running.TryGetValue(progressed.Task, out var task):
                running[progressed.Task] = task with { Fraction = progressed.Fraction, Note = progressed.Note };
                break;
            case RunEvent.TaskFinished e:
                End(e.Task);
                break;
            case RunEvent.TaskReused e:
                End(e.Task);
                break;
            case RunEvent.TaskFailed e:
                End(e.Task);
                break;
            case RunEvent.TaskCancelled e:
                End(e.Task);
                break;
            case RunEvent.RunFinished:
                running.Clear();
                Erase();
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
                return;

            Erase();
            var shown = running.OrderBy(task => task.Value.Started).Take(MostRows).ToList();
            foreach (var (name, task) in shown)
                console.Write(Row(name, task));
            console.Write(new Markup($"[dim]{ended}/{tasks} done, {running.Count} running[/]\n"));
            rows = shown.Count + 1;
        }
    }

    private Markup Row(TaskName name, RunningTask task)
    {
        var bar = task.Fraction is { } fraction
            ? string.Create(CultureInfo.InvariantCulture, $" {new string('━', (int)(fraction * 20)),-20} {fraction:P0}")
            : "";
        var note = task.Note is null ? "" : " " + Markup.Escape(task.Note);
        return new($"[green]●[/] {Markup.Escape(name.Text)} [dim]{Elapsed.Show(clock.GetElapsedTime(task.Started))}[/]{bar}{note}\n") { Overflow = Overflow.Ellipsis };
    }

    private void Erase()
    {
        if (rows == 0)
            return;

        console.Write(new ControlCode($"\e[{rows}A\e[0J"));
        rows = 0;
    }

    private readonly record struct RunningTask(long Started, double? Fraction, string? Note);

    // Plain lines go where the live part was, which is drawn again below them at the next beat.
    private sealed class Above(LiveProgress live, ITerminal terminal) : ITerminal
    {
        public bool IsErrorShown => terminal.IsErrorShown;

        public bool HasColour => terminal.HasColour;

        public void Write(string text) => terminal.Write(text);

        public void WriteError(string text)
        {
            live.Erase();
            terminal.WriteError(text);
        }
    }
}
