using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dag.Language.Text;

namespace Dag.Language.Values;

/// <summary>Writes a value as source that reads back to an equal one.</summary>
public static class ValuePrinter
{
    public static string Print(DagValue value)
    {
        var text = new StringBuilder();
        Print(value, text);
        return text.ToString();
    }

    // In a list or record a comma would end the folder.
    private static void Print(DagValue value, StringBuilder text, bool isInside = false)
    {
        _ = value switch
        {
            DagValue.Whole(var number) => text.Append(number.ToString(CultureInfo.InvariantCulture)),
            DagValue.Real(var digits) => text.Append(digits),
            DagValue.Text(var content) => Quote(content, text),
            DagValue.Truth(var holds) => text.Append(holds ? "true" : "false"),
            DagValue.Duration(var length) => Duration(length, text),
            DagValue.Size(var bytes) => Size(bytes, text),
            DagValue.File(var path) => Quote(path, text.Append("file ")),
            DagValue.Folder folder => Folder(folder, text, isInside ? " except " : ", "),
            DagValue.List list => List(list, text),
            DagValue.Record record => Record(record, text),
            DagValue.None => text.Append("none"),
            _ => throw new UnreachableException($"value {value}"),
        };
    }

    private static StringBuilder Folder(DagValue.Folder folder, StringBuilder text, string between)
    {
        Quote(folder.Path, text.Append("folder "));
        for (var i = 0; i < folder.Except.Count; i++)
            Quote(folder.Except[i], text.Append(i == 0 ? " except " : between));
        return text;
    }

    private static StringBuilder List(DagValue.List list, StringBuilder text)
    {
        text.Append('[');
        for (var i = 0; i < list.Elements.Count; i++)
            Print(list.Elements[i], i == 0 ? text : text.Append(", "), isInside: true);
        return text.Append(']');
    }

    private static StringBuilder Record(DagValue.Record record, StringBuilder text)
    {
        text.Append('{');
        for (var i = 0; i < record.Fields.Count; i++)
        {
            var name = record.Fields[i].Name;
            text.Append(i == 0 ? " " : ", ");
            if (IsName(name))
                text.Append(name);
            else
                Quote(name, text);
            Print(record.Fields[i].Value, text.Append(": "), isInside: true);
        }

        return text.Append(" }");
    }

    private static bool IsName(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(NameCharacters.IsPart);

    private static StringBuilder Quote(string content, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in content)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' => Escape(c, text),
                _ => text.Append(c),
            };
        }

        return text.Append('"');
    }

    // A pair of surrogates written as two escapes reads back to the same pair, and a lone one stays what it is.
    private static StringBuilder Escape(char c, StringBuilder text)
        => text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));

    private static StringBuilder Duration(TimeSpan length, StringBuilder text)
    {
        var (unit, name) = length.Ticks switch
        {
            0 => (TimeSpan.TicksPerSecond, "s"),
            var ticks when ticks % TimeSpan.TicksPerDay == 0 => (TimeSpan.TicksPerDay, "d"),
            var ticks when ticks % TimeSpan.TicksPerHour == 0 => (TimeSpan.TicksPerHour, "h"),
            var ticks when ticks % TimeSpan.TicksPerMinute == 0 => (TimeSpan.TicksPerMinute, "m"),
            var ticks when ticks % (TimeSpan.TicksPerSecond / 10) == 0 => (TimeSpan.TicksPerSecond, "s"),
            _ => (TimeSpan.TicksPerMillisecond, "ms"),
        };
        return text.Append(((decimal)length.Ticks / unit).ToString(CultureInfo.InvariantCulture)).Append(name);
    }

    private static StringBuilder Size(long bytes, StringBuilder text)
    {
        string[] names = ["B", "KB", "MB", "GB", "TB"];
        var power = 0;
        while (power + 1 < names.Length && bytes != 0 && bytes % 1024 == 0)
            (bytes, power) = (bytes / 1024, power + 1);
        return text.Append(bytes.ToString(CultureInfo.InvariantCulture)).Append(names[power]);
    }
}
