using Dag.Repl.Editing;
using PrettyPrompt;
using PrettyPrompt.Consoles;
using PrettyPrompt.Highlighting;

namespace Dag.Repl.Prompting;

/// <summary>Reads what is typed, with colours, completion and history. Knows keys and screens, nothing of what the text means.</summary>
internal sealed class LineEditor : IInputLines, IAsyncDisposable
{
    private readonly EditorCallbacks callbacks;
    private readonly Prompt prompt;
    private readonly IConsole console;

    /// <param name="history">The file that lines are kept in; none: they are forgotten with the session.</param>
    public LineEditor(IConsole console, EditorServices knowledge, string? history)
    {
        this.console = console;
        callbacks = new(knowledge, () => console is ScreenConsole { HasMore: true }, () => console is ScreenConsole screen ? screen.FindBelow() : "");
        var keys = new KeyBindings(
            commitCompletion: new(new KeyPressPattern(ConsoleKey.Tab)),
            newLine: new(new KeyPressPattern(ConsoleModifiers.Shift, ConsoleKey.Enter)),
            submitPrompt: new(new KeyPressPattern(ConsoleKey.Enter)));
        prompt = new(history, callbacks, console, new PromptConfiguration(keys, new FormattedString("dag> ", new FormatSpan(0, 4, AnsiColor.BrightBlack))));
    }

    public async Task<InputLine> ReadAsync()
    {
        (console as ScreenConsole)?.BeginLine();
        var read = await prompt.ReadLineAsync().ConfigureAwait(false);
        (console as ScreenConsole)?.EndLine();
        return read switch
        {
            EndOfInput => new InputLine.Ended(),
            { IsSuccess: true } => new InputLine.Entered(read.Text, callbacks.WasSecret),
            _ => new InputLine.Dropped(callbacks.Dropped.Length == 0),
        };
    }

    public ValueTask DisposeAsync() => prompt.DisposeAsync();
}
