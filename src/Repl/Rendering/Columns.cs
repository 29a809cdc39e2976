using System.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>Rows of cells laid out in columns that line up on a terminal.</summary>
internal sealed class Columns(params Column[] columns)
{
    // Text in a narrower column could not be read.
    private const int Narrowest = 20;

    private readonly List<(string[] Cells, bool IsWhole)> rows = [];

    public void Add(params string[] cells) => rows.Add((cells, false));

    /// <summary>A line across all columns.</summary>
    public void AddLine(string text) => rows.Add(([text], true));

    /// <summary>With a line end after each row; no row ends with blanks.</summary>
    /// <param name="margin">What each row begins with.</param>
    /// <param name="width">Terminal cells for a row.</param>
    public string Lay(string margin = "", string gap = "  ", int width = int.MaxValue)
    {
        var widths = columns.Select((_, i) => rows.Where(row => !row.IsWhole).Select(row => CellWidth.Of(row.Cells[i])).DefaultIfEmpty().Max()).ToArray();
        var text = new StringBuilder();
        foreach (var (cells, isWhole) in rows)
        {
            if (isWhole)
                text.Append(cells[0]);
            else
                Append(text.Append(margin), cells, widths, gap, CellWidth.Of(margin), width);
            text.Append('\n');
        }

        return text.ToString();
    }

    private void Append(StringBuilder text, string[] cells, int[] widths, string gap, int at, int width)
    {
        var last = Array.FindLastIndex(cells, cell => cell.Length > 0);
        for (var i = 0; i <= last; i++)
        {
            var (column, blanks) = (columns[i], new string(' ', widths[i] - CellWidth.Of(cells[i])));
            if (column.IsRight)
                text.Append(blanks);
            text.Append(i < columns.Length - 1 ? Painted(column, cells[i]) : Fitted(column, cells[i], at, width - at));
            if (i < last)
                text.Append(column.IsRight ? "" : blanks).Append(gap);
            at += widths[i] + CellWidth.Of(gap);
        }
    }

    private static string Fitted(Column column, string cell, int at, int room)
        => column.Wraps
            ? string.Join('\n' + new string(' ', at), Wrap(cell, Math.Max(room, Narrowest)).Select(line => Painted(column, line)))
            : Painted(column, CellWidth.Cut(cell, room));

    private static string Painted(Column column, string text) => column.Paint?.Invoke(text) ?? text;

    private static IEnumerable<string> Wrap(string text, int room)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && CellWidth.Of(line) + 1 + CellWidth.Of(word) > room)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length > 0 ? $"{line} {word}" : word;
            }
        }

        yield return line;
    }
}
