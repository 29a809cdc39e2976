using System.Text.RegularExpressions;
using Dag.Repl.Terminal;

namespace Dag.Repl.Tests.Rendering;

/// <summary>A terminal that keeps what a person sees of it: it goes up and clears what is below, as it is told. Colours it passes over.</summary>
internal sealed partial class Screen : ITerminal
{
    private readonly List<string> lines = [""];

    public bool IsErrorShown => true;

    public bool IsOutputShown => true;

    public bool HasColour { get; init; }

    public int Columns { get; init; } = 60;

    /// <summary>The lines from the top, without the blanks at their ends.</summary>
    public string[] Lines => [.. lines.Take(lines[^1].Length == 0 ? lines.Count - 1 : lines.Count).Select(line => line.TrimEnd())];

    public void Write(string text) => WriteError(text);

    public void WriteData(string text, bool isRaw = false) => WriteError(text);

    public void WriteError(string text)
    {
        foreach (Match part in Parts().Matches(TerminalText.Of(text)))
        {
            if (part.Groups["up"] is { Success: true, Value: var rows })
                lines.RemoveRange(lines.Count - int.Parse(rows), int.Parse(rows));
            else if (part.Value == "\n")
                lines.Add("");
            else if (part.Value == "\e[0J")
                lines[^1] = "";
            else if (part.Groups["text"].Success)
                lines[^1] += part.Value;
        }
    }

    [GeneratedRegex(@"\e\[(?<up>\d+)A|\e\[[\d;]*[A-Za-z]|\n|\r|(?<text>[^\e\n\r]+)")]
    private static partial Regex Parts();
}
