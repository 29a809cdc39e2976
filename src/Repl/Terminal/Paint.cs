namespace Dag.Repl.Terminal;

/// <summary>Colours for a terminal, or none at all.</summary>
internal sealed class Paint(bool isOn)
{
    public string Error(string text) => With("1;31", text);

    public string Warning(string text) => With("1;33", text);

    public string Faint(string text) => With("2", text);

    public string Strong(string text) => With("1", text);

    public string Good(string text) => With("32", text);

    /// <summary>A line that a task printed, with the colours that it printed it in.</summary>
    public string Printed(string line) => isOn ? ToolColours.Pass(line) : line;

    private string With(string code, string text) => isOn && text.Length > 0 ? $"{TerminalText.Own($"\e[{code}m")}{text}{TerminalText.Own("\e[0m")}" : text;
}
