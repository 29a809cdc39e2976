using System.Text;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Tables;

/// <summary>Tables in files of the formats that scripts read and write. The libraries for a format are loaded when it is used.</summary>
internal static class TableFile
{
    private static readonly string[] IndexNames = ["", "Unnamed: 0", "__index_level_0__", "X"];

    /// <exception cref="NotSupportedException">A cell cannot be written; the message says so.</exception>
    public static void Write(Stream stream, ClrValue value, AnnotatedType type, TableFormat format)
    {
        if (TableShape.Of(type, out var why) is not { } shape)
            throw new NotSupportedException($"it is not a table: {why}");

        var columns = shape.ColumnsOf(value);
        if (format == TableFormat.Csv)
            CsvTable.Write(stream, columns);
        else if (format == TableFormat.Parquet)
            WriteParquet(stream, columns);
        else
            ArrowTable.Write(stream, columns);
    }

    public static ProductReading Read(string path, AnnotatedType type, TableFormat format)
    {
        if (TableShape.Of(type, out var why) is not { } shape)
            return new ProductReading.Unreadable($"wrote a table; its product is not one: {why}");

        try
        {
            var columns = format == TableFormat.Csv ? ReadCsv(path, shape) : format == TableFormat.Parquet ? ReadParquet(path, shape) : ReadArrow(path, shape);
            return Bind(columns, shape, type, format, Path.GetDirectoryName(path) ?? "");
        }
        catch (FormatException wrong)
        {
            return new ProductReading.Unreadable($"wrote invalid {Name(format)}: {wrong.Message}");
        }
        catch (Exception other) when (format is TableFormat.Parquet or TableFormat.Arrow && other is not OutOfMemoryException)
        {
            // Whatever a library makes of bytes that are no such file.
            return new ProductReading.Unreadable($"wrote a file that is not {Name(format)}: {other.Message.ReplaceLineEndings(" ").TrimEnd('.')}", HintFor(format));
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return new ProductReading.Unreadable($"wrote a product that cannot be read back: {refused.Message.TrimEnd('.')}");
        }
    }

    private static string Name(TableFormat format) => format switch
    {
        TableFormat.Csv => "CSV",
        TableFormat.Parquet => "Parquet",
        TableFormat.Arrow => "Arrow",
        _ => "JSON",
    };

    private static string HintFor(TableFormat format)
        => format == TableFormat.Parquet ? "in Python: rows.to_parquet(os.environ[\"OUT\"], index=False)" : "in Python: rows.to_feather(os.environ[\"OUT\"]); in R: arrow::write_feather(rows, Sys.getenv(\"OUT\"))";

    private static ProductReading Bind(IReadOnlyList<TableData> columns, TableShape shape, AnnotatedType type, TableFormat format, string folder)
    {
        var rows = new List<DagValue>(columns.Count == 0 ? 0 : columns[0].Cells.Count);
        for (var row = 0; row < rows.Capacity && columns.Count > 0 && row < columns[0].Cells.Count; row++)
        {
            rows.Add(shape.Number is null
                ? new DagValue.Record(columns.Select(column => new DagField(column.Name, column.Cells[row])).ToEquatableList())
                : new DagValue.List(columns.Select(column => column.Cells[row]).ToEquatableList()));
        }

        if (FindWrongColumn(columns, shape) is { } wrong)
            return new ProductReading.Unreadable($"wrote {Name(format)} {wrong.Why}", wrong.Hint);

        var binding = new ValueBinder(folder, isJson: true).Bind(new DagValue.List(rows.ToEquatableList()), type);
        return binding.Fits ? new ProductReading.Found(binding.Value) : new ProductReading.Unreadable($"wrote {Name(format)} that is not a valid {ClrTypeName.Of(type.Type)}: {binding.JsonClause}", binding.Hint);
    }

    // By the header alone, once for all rows, and also where there are none.
    private static (string Why, string? Hint)? FindWrongColumn(IReadOnlyList<TableData> columns, TableShape shape)
    {
        if (shape.Number is not null)
            return null;

        var names = shape.Fields.Select(field => field.Name).ToList();
        foreach (var column in columns)
        {
            if (shape.FindField(column.Name) is null)
                return ($"with a column '{column.Name}' that its type does not have; expected {string.Join(", ", names)}", IndexNames.Contains(column.Name)
                    ? "leave out row names: to_csv(path, index=False) in pandas, write.csv(x, path, row.names = FALSE) in R" : MemberSuggestion.For(column.Name, names));
        }

        return names.FirstOrDefault(name => shape.IsRequired(name) && !columns.Any(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))) is { } missing
            ? ($"without the column '{missing}'; expected {string.Join(", ", names)}", null) : null;
    }

    private static IReadOnlyList<TableData> ReadCsv(string path, TableShape shape)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(false));
        return CsvTable.Read(reader, shape);
    }

    // On methods of their own, so that nothing of a library is loaded before it is used.
    private static void WriteParquet(Stream stream, IReadOnlyList<TableColumn> columns)
    {
        using var memory = new MemoryStream();
        ParquetTable.WriteAsync(memory, columns).GetAwaiter().GetResult();
        memory.Position = 0;
        memory.CopyTo(stream);
    }

    private static IReadOnlyList<TableData> ReadParquet(string path, TableShape shape)
    {
        using var file = File.OpenRead(path);
        return ParquetTable.ReadAsync(file, shape).GetAwaiter().GetResult();
    }

    private static IReadOnlyList<TableData> ReadArrow(string path, TableShape shape)
    {
        using var file = File.OpenRead(path);
        return ArrowTable.Read(file, shape);
    }
}
