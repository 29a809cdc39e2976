using System.Globalization;
using Dag.Interpreter.Run.Events;
using Dag.Language.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>The last lines of a terminal, drawn anew with every beat: a row for each running task, and the counts.</summary>
internal sealed class LiveRows(ITerminal terminal)
{
    private const int MostRows = 8;
    private const int BarCells = 20;
    private const string Dot = "● ";

    private readonly Paint paint = new(terminal.HasColour);
    private int drawn;

    public void Draw(IEnumerable<RunningTask> running, TimeProvider clock, string counts)
    {
        var rows = new Columns(
            new Column(Paint: name => paint.Good(Dot.TrimEnd()) + name[1..]),
            new Column(IsRight: true, Paint: paint.Faint),
            new Column());
        foreach (var task in running.Take(MostRows))
            rows.Add(Dot + CellWidth.Cut(task.Task.Text, terminal.Columns / 2), Units.Duration(clock.GetUtcNow() - task.Since), Bar(task));
        var text = $"{rows.Lay(gap: " ", width: terminal.Columns)}{paint.Faint(CellWidth.Cut(counts, terminal.Columns))}\n";
        terminal.WriteError(Up() + text);
        drawn = text.Count(c => c == '\n');
    }

    public void Erase()
    {
        if (drawn > 0)
            terminal.WriteError(Up());
        drawn = 0;
    }

    private string Up() => drawn == 0 ? "" : TerminalText.Own($"\r\e[{drawn}A\e[0J");

    private static string Bar(RunningTask task)
    {
        var note = CellWidth.Expand((task.Note ?? (task.Retried is { } retried ? $"trial {retried.Attempt + 1} of {retried.Trials}" : "")).ReplaceLineEndings(" "));
        if (task.Fraction is not { } fraction)
            return note;

        var full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * BarCells);
        return string.Create(CultureInfo.InvariantCulture, $"{new string('━', full)}{new string('╌', BarCells - full)} {fraction * 100:0} % {note}").TrimEnd();
    }
}
