using Dag.Repl.Terminal;
using PrettyPrompt.Consoles;

namespace Dag.Repl.Prompting;

/// <summary>Search for an earlier input by a part of it, on the line of the cursor: each key narrows it, Ctrl-R goes to an older one, Enter takes it, Escape leaves.</summary>
internal sealed class HistorySearch(IConsole console, PromptHistory history)
{
    private const string Remember = "\e7";
    private const string Return = "\e8";
    private const string ClearLine = "\e[K";
    private const string Faint = "\e[2m";
    private const string Plain = "\e[0m";

    /// <summary>The input that was chosen; null where it was left.</summary>
    /// <param name="begun">What stands at the prompt already.</param>
    public string? Run(string begun)
    {
        var (sought, index) = (begun, 0);
        console.Write(Remember);
        try
        {
            while (true)
            {
                var found = history.Search(sought);
                index = Math.Clamp(index, 0, Math.Max(0, found.Count - 1));
                Show(sought, found.Count == 0 ? "nothing" : found[index]);
                var key = console.ReadKey(intercept: true);
                switch (key)
                {
                    case { Key: ConsoleKey.R, Modifiers: ConsoleModifiers.Control } or { Key: ConsoleKey.UpArrow }:
                        index++;
                        break;
                    case { Key: ConsoleKey.S, Modifiers: ConsoleModifiers.Control } or { Key: ConsoleKey.DownArrow }:
                        index = Math.Max(0, index - 1);
                        break;
                    case { Key: ConsoleKey.Backspace }:
                        (sought, index) = (sought.Length > 0 ? sought[..^1] : "", 0);
                        break;
                    case { Key: ConsoleKey.Escape } or { Key: ConsoleKey.C or ConsoleKey.G, Modifiers: ConsoleModifiers.Control }:
                        return null;
                    case { Key: ConsoleKey.Enter or ConsoleKey.Tab or ConsoleKey.RightArrow or ConsoleKey.End }:
                        return found.Count == 0 ? null : found[index];
                    case { KeyChar: >= ' ' and not '\u007f' }:
                        (sought, index) = (sought + key.KeyChar, 0);
                        break;
                }
            }
        }
        finally
        {
            console.Write(Return + ClearLine);
        }
    }

    // On one line, however long the input is: the terminal would scroll, and the place that was remembered with it.
    private void Show(string sought, string found)
    {
        var text = VisibleText.OfOneLine($"   search '{sought}': {found}");
        console.Write(Return + ClearLine + Faint + CellWidth.Cut(text, Math.Max(10, console.BufferWidth - 8 - CellWidth.Of(sought))) + Plain);
    }
}
