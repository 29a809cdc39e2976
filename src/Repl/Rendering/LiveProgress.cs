using Dag.Interpreter.Run.Events;
using Dag.Language.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>A run in motion on a terminal: what is running and for how long, and how much is done. Everything else goes above it as plain lines.</summary>
internal sealed class LiveProgress : IRunListener, IDisposable
{
    // Who is done by then saw nothing flicker, and did not pay for the display.
    private static readonly TimeSpan FirstBeat = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    // Shorter ones are over before they are read.
    private static readonly TimeSpan LeastLeft = TimeSpan.FromSeconds(5);

    private readonly IRunListener plain;
    private readonly ITerminal terminal;
    private readonly TimeProvider clock;
    private readonly RunModel run = new();
    private readonly Lock order = new();
    private readonly ITimer timer;
    private LiveRows? rows;
    private bool isOver;

    public LiveProgress(Func<ITerminal, IRunListener> makePlain, ITerminal terminal, TimeProvider clock)
    {
        this.terminal = terminal;
        this.clock = clock;
        plain = makePlain(new Above(this));
        timer = clock.CreateTimer(_ => Draw(), null, FirstBeat, Beat);
    }

    public bool WantsEachReused => plain.WantsEachReused;

    public bool WantsGraph => true;

    public void On(RunEvent happened)
    {
        lock (order)
        {
            run.Apply(happened);
            if (run.IsFinished)
                rows?.Erase();
            plain.On(happened);
        }
    }

    public void Dispose()
    {
        lock (order)
        {
            timer.Dispose();
            isOver = true;
            rows?.Erase();
        }
    }

    private void Draw()
    {
        lock (order)
        {
            var running = isOver ? [] : run.Running.ToList();
            if (running.Count == 0)
                rows?.Erase();
            else
                (rows ??= new(terminal)).Draw(running, clock, $"{run.Ended}{(run.Tasks == 0 ? "" : $"/{run.Tasks}")} done, {running.Count} running{Left()}");
        }
    }

    private string Left()
        => run.FindTimeLeft(clock.GetUtcNow()) is var (left, isWhole) && left >= LeastLeft ? $", {(isWhole ? "about" : "at least")} {Whole(Rounded(left))} left" : "";

    private static string Whole(TimeSpan left) => left.TotalSeconds < 60 ? $"{(int)left.TotalSeconds} s" : Units.Duration(left);

    // Nobody needs it to the second, and a number that changes with every beat is hard to read.
    private static TimeSpan Rounded(TimeSpan left)
    {
        var step = left.TotalSeconds < 60 ? 5 : left.TotalMinutes < 60 ? 30 : 300;
        return TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds / step) * step);
    }

    // Plain lines go where the live part was, which is drawn again below them at the next beat.
    private sealed class Above(LiveProgress live) : ITerminal
    {
        public bool IsErrorShown => live.terminal.IsErrorShown;

        public bool IsOutputShown => live.terminal.IsOutputShown;

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
