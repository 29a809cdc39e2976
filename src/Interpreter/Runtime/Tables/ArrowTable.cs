using System.Globalization;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Tables;

/// <summary>Tables as files of Arrow, which Feather reads too. Columns are as in <see cref="ParquetTable"/>.</summary>
internal static class ArrowTable
{
    private const int DecimalDigits = 38;

    public static void Write(Stream stream, IReadOnlyList<TableColumn> columns)
    {
        var arrays = columns.Select(ArrayOf).ToList();
        var schema = new Schema(columns.Zip(arrays, (column, array) => new Field(column.Field.Name, array.Data.DataType, nullable: true)), []);
        using var writer = new ArrowFileWriter(stream, schema, leaveOpen: true);
        writer.WriteStart();
        writer.WriteRecordBatch(new RecordBatch(schema, arrays, columns.Count == 0 ? 0 : columns[0].Cells.Count));
        writer.WriteEnd();
    }

    /// <exception cref="FormatException">A column has a type that no cell has.</exception>
    public static IReadOnlyList<TableData> Read(Stream stream, TableShape shape)
    {
        using var reader = new ArrowFileReader(stream, new CompressionCodecFactory());
        List<TableData>? columns = null;
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            using (batch)
            {
                columns ??= [.. batch.Schema.FieldsList.Select(field => new TableData(field.Name, []))];
                for (var i = 0; i < columns.Count; i++)
                    Read(batch.Column(i), columns[i], shape.FindField(columns[i].Name) ?? new(columns[i].Name, AnnotatedType.Of(typeof(string)), TableKind.Text));
            }
        }

        return columns ?? [.. reader.Schema.FieldsList.Select(field => new TableData(field.Name, []))];
    }

    private static IArrowArray ArrayOf(TableColumn column)
    {
        var cells = column.Cells;
        switch (column.Field.Kind)
        {
            case TableKind.Whole:
                var wholes = new Int64Array.Builder();
                Fill(cells, value => wholes.Append(Convert.ToInt64(value, CultureInfo.InvariantCulture)), () => wholes.AppendNull());
                return wholes.Build();
            case TableKind.Real:
                var reals = new DoubleArray.Builder();
                Fill(cells, value => reals.Append(ParquetTable.RealOf(value)), () => reals.AppendNull());
                return reals.Build();
            case TableKind.Truth:
                var truths = new BooleanArray.Builder();
                Fill(cells, value => truths.Append((bool)value), () => truths.AppendNull());
                return truths.Build();
            case TableKind.Decimal:
                var decimals = new Decimal128Array.Builder(new Decimal128Type(DecimalDigits, ParquetTable.ScaleOf(column)));
                Fill(cells, value => decimals.Append((decimal)value), () => decimals.AppendNull());
                return decimals.Build();
            case TableKind.Day:
                var days = new Date32Array.Builder();
                Fill(cells, value => days.Append(ParquetTable.MomentOf(value)), () => days.AppendNull());
                return days.Build();
            case TableKind.Moment or TableKind.Instant:
                var moments = new TimestampArray.Builder(new TimestampType(TimeUnit.Microsecond, column.Field.Kind == TableKind.Instant ? "UTC" : null));
                Fill(cells, value => moments.Append(new DateTimeOffset(ParquetTable.MomentOf(value))), () => moments.AppendNull());
                return moments.Build();
            default:
                var texts = new StringArray.Builder();
                foreach (var cell in cells)
                    texts.Append(cell.Raw is null ? null : ScalarText.Find(cell));
                return texts.Build();
        }
    }

    private static void Fill(IReadOnlyList<ClrValue> cells, Action<object> append, Action appendNull)
    {
        foreach (var cell in cells)
        {
            if (cell.Raw is { } value)
                append(value);
            else
                appendNull();
        }
    }

    private static void Read(IArrowArray array, TableData column, TableField target)
    {
        for (var row = 0; row < array.Length; row++)
            column.Cells.Add(array.IsNull(row) ? TableCell.OfNone(target) : CellOf(array, row, column.Name, target));
    }

    private static DagValue CellOf(IArrowArray array, int row, string name, TableField target) => array switch
    {
        StringArray texts => TableCell.Of(texts.GetString(row), target),
        LargeStringArray texts => TableCell.Of(texts.GetString(row), target),
        StringViewArray texts => TableCell.Of(texts.GetString(row), target),
        DictionaryArray { Indices: IArrowArray indices, Dictionary: IArrowArray words } => CellOf(words, IndexOf(indices, row), name, target),
        BooleanArray truths => TableCell.Of(truths.GetValue(row) ?? false),
        DoubleArray numbers => TableCell.Of(numbers.GetValue(row) ?? 0, target),
        FloatArray numbers => TableCell.Of(numbers.GetValue(row) ?? 0, target),
        Int64Array numbers => TableCell.Of(new BigInteger(numbers.GetValue(row) ?? 0), target),
        Int32Array numbers => TableCell.Of(new BigInteger(numbers.GetValue(row) ?? 0), target),
        Int16Array numbers => TableCell.Of(new BigInteger(numbers.GetValue(row) ?? 0), target),
        Int8Array numbers => TableCell.Of(new BigInteger(numbers.GetValue(row) ?? 0), target),
        UInt64Array numbers => TableCell.Of(new BigInteger(numbers.GetValue(row) ?? 0), target),
        UInt32Array numbers => TableCell.Of(new BigInteger(numbers.GetValue(row) ?? 0), target),
        UInt16Array numbers => TableCell.Of(new BigInteger(numbers.GetValue(row) ?? 0), target),
        UInt8Array numbers => TableCell.Of(new BigInteger(numbers.GetValue(row) ?? 0), target),
        Decimal128Array numbers => TableCell.Of(numbers.GetValue(row) ?? 0, target),
        Date32Array days => TableCell.Of(days.GetDateTime(row) ?? default, false, target),
        Date64Array days => TableCell.Of(days.GetDateTime(row) ?? default, false, target),
        TimestampArray moments => TableCell.Of((moments.GetTimestamp(row) ?? default).UtcDateTime, ((TimestampType)moments.Data.DataType).Timezone is { Length: > 0 }, target),
        _ => throw new FormatException($"its column '{name}' is {array.Data.DataType.Name}, which is read into no type of dag"),
    };

    private static int IndexOf(IArrowArray indices, int row) => indices switch
    {
        Int32Array numbers => numbers.GetValue(row) ?? 0,
        Int16Array numbers => numbers.GetValue(row) ?? 0,
        Int8Array numbers => numbers.GetValue(row) ?? 0,
        Int64Array numbers => (int)(numbers.GetValue(row) ?? 0),
        UInt8Array numbers => numbers.GetValue(row) ?? 0,
        UInt16Array numbers => numbers.GetValue(row) ?? 0,
        UInt32Array numbers => (int)(numbers.GetValue(row) ?? 0),
        _ => 0,
    };
}
