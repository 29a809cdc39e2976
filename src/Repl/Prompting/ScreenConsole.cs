using System.Text;
using PrettyPrompt.Consoles;

namespace Dag.Repl.Prompting;

/// <summary>
/// The terminal for the line editor. C# bodies may have the console class put out of their way, so it is written to by its own stream. Keys that come in
/// one go are given as one text up to the next Enter or other key that does something: what was typed ahead, or pasted, is done as if it were typed.
/// </summary>
internal sealed class ScreenConsole : IConsole
{
    // The terminal says where a paste begins and ends.
    private const string MarkPastes = "\e[?2004h";
    private const string MarkNoPastes = "\e[?2004l";

    private readonly SystemConsole console = new();
    private readonly PasteBurst keys;
    private readonly StreamWriter screen = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 4096) { AutoFlush = true };

    private Func<string>? suggest;

    public ScreenConsole() => keys = new(() => Console.ReadKey(intercept: true), () => Console.KeyAvailable);

    public event ConsoleCancelEventHandler CancelKeyPress
    {
        add => console.CancelKeyPress += value;
        remove => console.CancelKeyPress -= value;
    }

    public int CursorTop => console.CursorTop;

    public int BufferWidth => console.BufferWidth;

    public int WindowHeight => console.WindowHeight;

    public int WindowTop => console.WindowTop;

    public bool KeyAvailable => keys.GoesOn;

    /// <summary>Whether more keys have come than were taken.</summary>
    public bool HasMore => keys.HasMore;

    /// <summary>What came behind the last key in one go with it.</summary>
    public string FindBelow() => keys.FindBelow();

    public bool IsErrorRedirected => console.IsErrorRedirected;

    public bool CaptureControlC
    {
        get => console.CaptureControlC;
        set => console.CaptureControlC = value;
    }

    /// <summary>The next key. While it is waited for, what may follow is shown faintly behind the cursor.</summary>
    public ConsoleKeyInfo ReadKey(bool intercept)
    {
        var rest = HasMore ? "" : suggest?.Invoke() ?? "";
        if (rest.Length == 0)
            return keys.Take();

        screen.Write($"\e7\e[2m{rest}\e[0m\e8");
        var key = keys.Take();
        screen.Write("\e[K");
        return key;
    }

    /// <summary>A key that nobody has typed.</summary>
    public void Inject(ConsoleKeyInfo key) => keys.Inject(key);

    /// <summary>
    /// Makes ready for a line. Others have written to the terminal, so where the cursor is has to be asked anew; and no signal may come in between,
    /// for it would take the terminal's answer with it.
    /// </summary>
    /// <param name="suggestion">What may be shown behind the cursor, and fits its line.</param>
    public void BeginLine(Func<string> suggestion)
    {
        suggest = suggestion;
        CaptureControlC = true;
        screen.Write("\e[0m" + MarkPastes);
    }

    /// <summary>Leaves the terminal to whatever runs next.</summary>
    public void EndLine() => screen.Write(MarkNoPastes);

    public void Write(string? value) => screen.Write(value);

    public void WriteLine(string? value) => screen.Write(value + "\n");

    public void WriteError(string? value) => screen.Write(value);

    public void WriteErrorLine(string? value) => screen.Write(value + "\n");

    public void Write(ReadOnlySpan<char> value) => screen.Write(value);

    public void WriteLine(ReadOnlySpan<char> value) => screen.Write(value.ToString() + "\n");

    public void WriteError(ReadOnlySpan<char> value) => screen.Write(value);

    public void WriteErrorLine(ReadOnlySpan<char> value) => screen.Write(value.ToString() + "\n");

    public void Clear() => console.Clear();

    public void ShowCursor() => console.ShowCursor();

    public void HideCursor() => console.HideCursor();

    public void InitVirtualTerminalProcessing() => console.InitVirtualTerminalProcessing();
}
