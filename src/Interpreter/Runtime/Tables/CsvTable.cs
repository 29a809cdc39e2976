using System.Text;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Tables;

/// <summary>Tables as comma-separated values under a header (RFC 4180), in UTF-8. Null is an empty field, an empty text one in quotes.</summary>
internal static class CsvTable
{
    private static readonly char[] Special = [',', '"', '\n', '\r'];

    public static void Write(Stream stream, IReadOnlyList<TableColumn> columns)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', columns.Select(column => Quoted(column.Field.Name))));
        for (var row = 0; row < (columns.Count == 0 ? 0 : columns[0].Cells.Count); row++)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                var cell = columns[i].Cells[row];
                writer.Write(i == 0 ? "" : ",");
                writer.Write(cell.Raw is null ? "" : ScalarText.Find(cell) is { Length: > 0 } text ? Quoted(text) : "\"\"");
            }

            writer.WriteLine();
        }
    }

    /// <exception cref="FormatException">The text is no table; the message says where and why.</exception>
    public static IReadOnlyList<TableData> Read(TextReader reader, TableShape shape)
    {
        if (Row(reader, 1) is not { } header)
            throw new FormatException("it is empty: expected a header with the names of the columns");

        var columns = header.Select(field => new TableData(field.Text, [])).ToList();
        var fields = header.Select(name => shape.FindField(name.Text)).ToList();
        for (var number = 2; Row(reader, number) is { } row; number++)
        {
            // An empty line is a row only where there is one column.
            if (row is [{ Text: "", IsQuoted: false }] && header.Count > 1)
                continue;
            if (row.Count != header.Count)
                throw new FormatException($"row {number} has {row.Count} fields; expected {header.Count}, as in the header");

            for (var i = 0; i < row.Count; i++)
                columns[i].Cells.Add(fields[i] is { } field ? TableCell.OfText(row[i].Text, row[i].IsQuoted, field) : new DagValue.Text(row[i].Text));
        }

        return columns;
    }

    private static string Quoted(string text)
        => text.Length == 0 || text.IndexOfAny(Special) >= 0 || text[0] == ' ' || text[^1] == ' ' ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static List<(string Text, bool IsQuoted)>? Row(TextReader reader, int number)
    {
        if (reader.Peek() < 0)
            return null;

        var fields = new List<(string Text, bool IsQuoted)>();
        do
            fields.Add(Field(reader, number));
        while (Took(reader, ','));
        if (Took(reader, '\r') | Took(reader, '\n') || reader.Peek() < 0)
            return fields;

        throw new FormatException($"row {number}: '{(char)reader.Peek()}' follows the quote that closes a field");
    }

    private static (string Text, bool IsQuoted) Field(TextReader reader, int number)
    {
        var field = new StringBuilder();
        if (!Took(reader, '"'))
        {
            while (reader.Peek() >= 0 && reader.Peek() is not (',' or '\n' or '\r'))
                field.Append((char)reader.Read());
            return (field.ToString(), false);
        }

        while (reader.Peek() >= 0)
        {
            var c = (char)reader.Read();
            if (c == '"' && !Took(reader, '"'))
                return (field.ToString(), true);
            field.Append(c);
        }

        throw new FormatException($"row {number}: a field in quotes is never closed");
    }

    private static bool Took(TextReader reader, char wanted)
    {
        if (reader.Peek() != wanted)
            return false;

        reader.Read();
        return true;
    }
}

/// <summary>A column that was read: its name as the file has it, and its cells as literals.</summary>
internal sealed record TableData(string Name, List<DagValue> Cells);
