using Dag.Repl.Terminal;

namespace Dag.Repl.Tests.Rendering;

/// <summary>A terminal that keeps all that was written to it.</summary>
internal sealed class RecordingTerminal : ITerminal
{
    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public bool IsErrorShown { get; init; }

    public bool IsOutputShown { get; init; }

    public bool HasColour { get; init; }

    public int Columns { get; init; } = 80;

    public void Write(string text) => Output += TerminalText.Of(text);

    public void WriteError(string text) => Error += TerminalText.Of(text);

    public void WriteData(string text, bool isRaw = false) => Output += text;
}
