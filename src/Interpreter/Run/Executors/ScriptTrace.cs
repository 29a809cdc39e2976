using System.Globalization;
using Dag.Language.Text;

namespace Dag.Interpreter.Run.Executors;

/// <summary>Lines that a script's interpreter prints, with places in the script as places in the .dag file it stands in.</summary>
/// <param name="script">The path of the file that the interpreter was given.</param>
internal sealed class ScriptTrace(string script, SourceLocation at)
{
    private const string PythonLine = "\", line ";

    /// <summary>The same line; where it names a line of the script, that of the .dag file.</summary>
    public string Told(string line)
    {
        var start = line.IndexOf(script, StringComparison.Ordinal);
        if (start < 0)
            return line;

        var end = start + script.Length;
        // Behind the path there may be the file's ending.
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '.'))
            end++;
        var number = line.AsSpan(end) switch
        {
            var rest when rest.StartsWith(PythonLine) => end + PythonLine.Length,
            [':', ..] => end + 1,
            _ => line.Length,
        };
        var after = number;
        while (after < line.Length && char.IsAsciiDigit(line[after]))
            after++;
        return after > number && int.TryParse(line.AsSpan(number, after - number), CultureInfo.InvariantCulture, out var found)
            ? string.Concat(line.AsSpan(0, start), at.Source.Path, line.AsSpan(end, number - end), LineOf(found).ToString(CultureInfo.InvariantCulture)) + line[after..]
            : line;
    }

    // In three quotes the text begins on the line behind them; a text in one pair of quotes has all of its lines on one.
    private int LineOf(int line)
    {
        var text = at.Text;
        if (!text.StartsWith("\"\"\"", StringComparison.Ordinal))
            return at.Start.Line;

        var first = text.TrimStart('"');
        return at.Start.Line + line - (first.TrimStart(' ', '\t', '\r').StartsWith('\n') ? 0 : 1);
    }
}
