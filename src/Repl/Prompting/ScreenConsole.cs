using System.Text;
using PrettyPrompt.Consoles;

namespace Dag.Repl.Prompting;

/// <summary>The terminal for the line editor. C# bodies may have the console class put out of their way, so it is written to by its own stream.</summary>
internal sealed class ScreenConsole : SystemConsole
{
    private readonly StreamWriter screen = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 4096) { AutoFlush = true };

    public override void Write(ReadOnlySpan<char> value) => screen.Write(value);

    public override void WriteLine(ReadOnlySpan<char> value)
    {
        screen.Write(value);
        screen.Write('\n');
    }

    public override void WriteError(ReadOnlySpan<char> value) => Write(value);

    public override void WriteErrorLine(ReadOnlySpan<char> value) => WriteLine(value);

    /// <summary>
    /// Makes ready for a line. Others have written to the terminal, so where the cursor is has to be asked anew; and no signal may come in between,
    /// for it would take the terminal's answer with it.
    /// </summary>
    public void BeginLine()
    {
        CaptureControlC = true;
        screen.Write("\e[0m");
    }
}
