using System.Globalization;
using System.Text;
using Dag.Interpreter.Run.Events;
using Dag.Repl.Terminal;
using Spectre.Console;

namespace Dag.Repl.Rendering;

/// <summary>The last lines of a terminal, drawn anew with every beat: a row a running task, and the counts. The only place that needs the display library.</summary>
internal sealed class LiveRows
{
    private const int MostRows = 8;
    private const int BarCells = 20;

    private readonly ITerminal terminal;
    private readonly StringWriter frame = new(CultureInfo.InvariantCulture);
    private readonly IAnsiConsole console;
    private int drawn;

    public LiveRows(ITerminal terminal)
    {
        this.terminal = terminal;
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = terminal.HasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new Frame(frame, terminal),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
    }

    public void Draw(IEnumerable<RunningTask> running, TimeProvider clock, string counts)
    {
        var table = new Grid { Expand = false }.AddColumns(
            new GridColumn { NoWrap = true, Padding = new(0, 0, 1, 0) },
            new GridColumn { NoWrap = true, Alignment = Justify.Right, Padding = new(0, 0, 1, 0) },
            new GridColumn { NoWrap = true, Padding = new(0, 0, 0, 0) });
        var shown = running.Take(MostRows)
            .Select(task => (Name: CellWidth.Cut(task.Task.Text, terminal.Columns / 2), Time: Elapsed.Show(clock.GetUtcNow() - task.Since), Bar: Bar(task)))
            .ToList();
        // What is wider than the rest of the line would be broken into lines of its own.
        var rest = terminal.Columns - "● ".Length - shown.Max(row => CellWidth.Of(row.Name)) - shown.Max(row => row.Time.Length) - "  ".Length;
        foreach (var (name, time, bar) in shown)
            table.AddRow(new Markup($"[green]●[/] {Markup.Escape(name)}"), new Markup($"[dim]{time}[/]"), new Text(CellWidth.Cut(bar, rest)));

        console.Write(table);
        console.Write(new Markup($"[dim]{Markup.Escape(CellWidth.Cut(counts, terminal.Columns))}[/]\n"));
        // The library styles what was made visible before it was given to it.
        var text = TerminalText.Own(frame.ToString());
        frame.GetStringBuilder().Clear();
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
        var note = CellWidth.Expand((task.Note ?? "").ReplaceLineEndings(" "));
        if (task.Fraction is not { } fraction)
            return note;

        var full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * BarCells);
        return string.Create(CultureInfo.InvariantCulture, $"{new string('━', full)}{new string('╌', BarCells - full)} {fraction * 100:0} % {note}").TrimEnd();
    }

    // The library's own output would ask the console class, which changes how the terminal sends its keys.
    private sealed class Frame(TextWriter writer, ITerminal terminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => terminal.Columns;

        public int Height => MostRows;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
