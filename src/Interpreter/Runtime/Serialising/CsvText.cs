using System.Text;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A table as comma-separated values (RFC 4180, with line ends as on Unix): the names first, where it has any.</summary>
internal static class CsvText
{
    public static string Of(FlatTable table)
    {
        var text = new StringBuilder();
        if (table.Names.Count > 0)
            Append(text, table.Names);
        foreach (var row in table.Rows)
            Append(text, row.Select(cell => cell.Text));
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string> fields)
    {
        var isFirst = true;
        foreach (var field in fields)
        {
            text.Append(isFirst ? "" : ",").Append(Field(field));
            isFirst = false;
        }

        text.Append('\n');
    }

    // Blanks at an end are lost by many a reader.
    private static string Field(string field)
        => field.AsSpan().IndexOfAny("\",\r\n") >= 0 || field.AsSpan().Trim().Length < field.Length ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
