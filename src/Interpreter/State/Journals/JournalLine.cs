using System.Globalization;
using System.Text;

namespace Dag.Interpreter.State.Journals;

/// <summary>A line of a journal, one object of JSON. Written by hand: a JSON library takes longer to get ready than a run that has nothing to do takes for all else.</summary>
internal sealed class JournalLine
{
    private readonly StringBuilder text = new();

    public StringBuilder Text => text;

    public void Begin()
    {
        text.Clear();
        OpenRecord();
    }

    public void Write(string name, string value)
    {
        WriteName(name);
        WriteQuoted(value);
    }

    /// <summary>In seconds, to the last digit.</summary>
    public void Write(string name, TimeSpan length)
    {
        WriteName(name);
        var (whole, rest) = Math.DivRem(length.Ticks, TimeSpan.TicksPerSecond);
        text.Append(CultureInfo.InvariantCulture, $"{whole}.{rest:D7}");
    }

    public void WriteElement(string value)
    {
        Separate();
        WriteQuoted(value);
    }

    public void OpenList(string name)
    {
        WriteName(name);
        text.Append('[');
    }

    public void CloseList() => text.Append(']');

    public void OpenRecord()
    {
        Separate();
        text.Append('{');
    }

    public void CloseRecord() => text.Append('}');

    private void WriteName(string name)
    {
        Separate();
        WriteQuoted(name);
        text.Append(':');
    }

    private void Separate()
    {
        if (text.Length > 0 && text[^1] is not ('{' or '['))
            text.Append(',');
    }

    // Half of a pair of surrogates becomes the sign for that when the text becomes bytes.
    private void WriteQuoted(string value)
    {
        text.Append('"');
        var written = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is >= ' ' and not ('"' or '\\'))
                continue;

            text.Append(value, written, i - written);
            WriteEscaped(value[i]);
            written = i + 1;
        }

        text.Append(value, written, value.Length - written).Append('"');
    }

    private void WriteEscaped(char character)
    {
        text.Append('\\');
        if (character is '"' or '\\')
            text.Append(character);
        else
            text.Append('u').Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
    }
}
