namespace Dag.Repl.Rendering;

/// <summary>Colours for a terminal, or none at all.</summary>
internal sealed class Paint(bool isOn)
{
    public string Error(string text) => With("1;31", text);

    public string Warning(string text) => With("1;33", text);

    public string Faint(string text) => With("2", text);

    public string Strong(string text) => With("1", text);

    public string Good(string text) => With("32", text);

    private string With(string code, string text) => isOn && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
