using System.Text;
using PrettyPrompt.Consoles;

namespace Dag.Repl.Tests.Prompting;

/// <summary>A console on which given keys are typed and which keeps what is written to it. When the keys run out it says so.</summary>
internal sealed class TypedKeys : IConsole
{
    private readonly Queue<ConsoleKeyInfo> keys = new();
    private readonly StringBuilder written = new();

    public event ConsoleCancelEventHandler CancelKeyPress
    {
        add { }
        remove { }
    }

    public int CursorTop => 0;

    public int BufferWidth => 100;

    public int WindowHeight => 40;

    public int WindowTop => 0;

    public bool KeyAvailable => false;

    public bool IsErrorRedirected => false;

    public bool CaptureControlC { get; set; }

    public string Written => written.ToString();

    /// <summary>Letters are themselves; ⏎ ⇥ ↑ ↓ ← → ⌫ ⎋ are keys, ^ holds Control for the next one.</summary>
    public TypedKeys Type(string typed)
    {
        var isControl = false;
        foreach (var c in typed)
        {
            if (c == '^')
            {
                isControl = true;
                continue;
            }

            keys.Enqueue(KeyOf(c, isControl));
            isControl = false;
        }

        return this;
    }

    public ConsoleKeyInfo ReadKey(bool intercept) => keys.TryDequeue(out var key) ? key : throw new InvalidOperationException($"no key is left; written was:\n{Written}");

    public void Write(string? value) => written.Append(value);

    public void WriteLine(string? value) => written.Append(value).Append('\n');

    public void WriteError(string? value) => written.Append(value);

    public void WriteErrorLine(string? value) => written.Append(value).Append('\n');

    public void Write(ReadOnlySpan<char> value) => written.Append(value);

    public void WriteLine(ReadOnlySpan<char> value) => written.Append(value).Append('\n');

    public void WriteError(ReadOnlySpan<char> value) => written.Append(value);

    public void WriteErrorLine(ReadOnlySpan<char> value) => written.Append(value).Append('\n');

    public void Clear()
    {
    }

    public void ShowCursor()
    {
    }

    public void HideCursor()
    {
    }

    public void InitVirtualTerminalProcessing()
    {
    }

    private static ConsoleKeyInfo KeyOf(char c, bool isControl) => c switch
    {
        '⏎' => new('\n', ConsoleKey.Enter, false, false, isControl),
        '⇥' => new('\t', ConsoleKey.Tab, false, false, isControl),
        '↑' => new('\0', ConsoleKey.UpArrow, false, false, isControl),
        '↓' => new('\0', ConsoleKey.DownArrow, false, false, isControl),
        '←' => new('\0', ConsoleKey.LeftArrow, false, false, isControl),
        '→' => new('\0', ConsoleKey.RightArrow, false, false, isControl),
        '⌫' => new('\b', ConsoleKey.Backspace, false, false, isControl),
        '⎋' => new('\u001b', ConsoleKey.Escape, false, false, isControl),
        // A terminal has but one byte for Ctrl-Space and Ctrl-2.
        ' ' when isControl => new('\0', ConsoleKey.D2, false, false, isControl),
        ' ' => new(' ', ConsoleKey.Spacebar, false, false, isControl),
        >= 'a' and <= 'z' => new(isControl ? (char)(c - 'a' + 1) : c, ConsoleKey.A + (c - 'a'), false, false, isControl),
        _ => new(c, ConsoleKey.None, false, false, isControl),
    };
}
