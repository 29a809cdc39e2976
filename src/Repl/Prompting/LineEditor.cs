using Dag.Repl.Editing;
using Dag.Repl.Terminal;
using PrettyPrompt;
using PrettyPrompt.Consoles;
using PrettyPrompt.Highlighting;

namespace Dag.Repl.Prompting;

/// <summary>Reads what is typed, with colours, completion and history. Knows keys and screens, nothing of what the text means.</summary>
internal sealed class LineEditor : IInputLines, IAsyncDisposable
{
    private const int PromptWidth = 5;

    private readonly EditorCallbacks callbacks;
    private readonly Prompt prompt;
    private readonly IConsole console;

    /// <param name="history">The file that lines are kept in; none: they are forgotten with the session.</param>
    /// <param name="typed">What was typed before, for suggestions and to be searched.</param>
    public LineEditor(IConsole console, EditorServices knowledge, string? history, PromptHistory? typed = null)
    {
        this.console = console;
        var inputs = typed ?? new(history);
        callbacks = new(knowledge, new(console, inputs), inputs, () => console is ScreenConsole { HasMore: true }, () => console is ScreenConsole screen ? screen.FindBelow() : "");
        var keys = new KeyBindings(
            commitCompletion: new(new KeyPressPattern(ConsoleKey.Tab)),
            newLine: new(new KeyPressPattern(ConsoleModifiers.Shift, ConsoleKey.Enter)),
            submitPrompt: new(new KeyPressPattern(ConsoleKey.Enter)),
            triggerOverloadList: new(new KeyPressPattern('('), new KeyPressPattern(',')));
        prompt = new(history, callbacks, console, new PromptConfiguration(keys, new FormattedString("dag> ", new FormatSpan(0, 4, AnsiColor.BrightBlack))));
    }

    public async Task<InputLine> ReadAsync()
    {
        (console as ScreenConsole)?.BeginLine(() => CellWidth.Cut(VisibleText.OfOneLine(callbacks.Suggestion), callbacks.RoomBehind(console.BufferWidth - PromptWidth)));
        var read = await prompt.ReadLineAsync().ConfigureAwait(false);
        (console as ScreenConsole)?.EndLine();
        return read switch
        {
            EndOfInput => new InputLine.Ended(),
            { IsSuccess: true } => new InputLine.Entered(read.Text, callbacks.WasSecret),
            _ => new InputLine.Dropped(callbacks.Dropped.Length == 0),
        };
    }

    /// <summary>Puts a text behind the next prompt, as if it had been typed and not entered yet.</summary>
    public void Prefill(string text)
    {
        callbacks.Replacement = text;
        (console as ScreenConsole)?.Inject(new('\0', ConsoleKey.NoName, false, false, false));
    }

    public ValueTask DisposeAsync() => prompt.DisposeAsync();
}
