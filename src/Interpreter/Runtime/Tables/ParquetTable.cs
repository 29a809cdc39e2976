using System.Globalization;
using System.Numerics;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Values;
using Parquet;
using Parquet.Schema;

namespace Dag.Interpreter.Runtime.Tables;

/// <summary>Tables as Parquet. Every column may be null there; whole numbers are 64 bits long, decimals keep all their digits, and moments are microseconds.</summary>
internal static class ParquetTable
{
    private const int DecimalDigits = 38;

    public static async Task WriteAsync(Stream stream, IReadOnlyList<TableColumn> columns)
    {
        var fields = columns.Select(FieldOf).ToArray();
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream).ConfigureAwait(false);
        using var group = writer.CreateRowGroup();
        for (var i = 0; i < fields.Length; i++)
            await WriteAsync(group, fields[i], columns[i]).ConfigureAwait(false);
        group.CompleteValidate();
    }

    /// <exception cref="FormatException">A column has a type that no cell has.</exception>
    public static async Task<IReadOnlyList<TableData>> ReadAsync(Stream stream, TableShape shape)
    {
        await using var reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
        var columns = reader.Schema.GetDataFields().Select(field => new TableData(field.Name, [])).ToList();
        for (var at = 0; at < reader.RowGroupCount; at++)
        {
            using var group = reader.OpenRowGroupReader(at);
            foreach (var (field, column) in reader.Schema.GetDataFields().Zip(columns))
                await ReadAsync(group, field, column.Cells, shape.FindField(field.Name) ?? new(field.Name, AnnotatedType.Of(typeof(string)), TableKind.Text)).ConfigureAwait(false);
        }

        return columns;
    }

    private static DataField FieldOf(TableColumn column)
    {
        var name = column.Field.Name;
        return column.Field.Kind switch
        {
            TableKind.Whole => new DataField(name, typeof(long), true),
            TableKind.Real => new DataField(name, typeof(double), true),
            TableKind.Truth => new DataField(name, typeof(bool), true),
            TableKind.Decimal => new DecimalDataField(name, DecimalDigits, ScaleOf(column), isNullable: true),
            TableKind.Day => new DateTimeDataField(name, DateTimeFormat.Date, isNullable: true),
            TableKind.Moment => new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: false, unit: DateTimeTimeUnit.Micros, isNullable: true),
            TableKind.Instant => new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: true),
            _ => new DataField(name, typeof(string), true),
        };
    }

    internal static int ScaleOf(TableColumn column) => column.Cells.Select(cell => cell.Raw is decimal number ? number.Scale : 0).DefaultIfEmpty(0).Max(scale => (int)scale);

    private static async Task WriteAsync(ParquetRowGroupWriter group, DataField field, TableColumn column)
    {
        var cells = column.Cells;
        switch (column.Field.Kind)
        {
            case TableKind.Whole:
                await group.WriteAsync<long>(field, Array(cells, value => Convert.ToInt64(value, CultureInfo.InvariantCulture))).ConfigureAwait(false);
                break;
            case TableKind.Real:
                await group.WriteAsync<double>(field, Array(cells, RealOf)).ConfigureAwait(false);
                break;
            case TableKind.Truth:
                await group.WriteAsync<bool>(field, Array(cells, value => (bool)value)).ConfigureAwait(false);
                break;
            case TableKind.Decimal:
                await group.WriteAsync<decimal>(field, Array(cells, value => (decimal)value)).ConfigureAwait(false);
                break;
            case TableKind.Day or TableKind.Moment or TableKind.Instant:
                await group.WriteAsync<DateTime>(field, Array(cells, MomentOf)).ConfigureAwait(false);
                break;
            default:
                await group.WriteAsync(field, cells.Select(cell => cell.Raw is null ? null! : ScalarText.Find(cell) ?? "").ToArray()).ConfigureAwait(false);
                break;
        }
    }

    private static ReadOnlyMemory<T?> Array<T>(IReadOnlyList<ClrValue> cells, Func<object, T> convert)
        where T : struct
        => cells.Select(cell => cell.Raw is { } value ? convert(value) : (T?)null).ToArray();

    internal static double RealOf(object value) => value is Half half ? (double)half : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    internal static DateTime MomentOf(object value) => value switch
    {
        DateOnly day => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        DateTimeOffset moment => moment.UtcDateTime,
        _ => DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc),
    };

    private static Task ReadAsync(ParquetRowGroupReader group, DataField field, List<DagValue> into, TableField target)
    {
        var type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        if (field.IsArray)
            throw new FormatException($"its column '{field.Name}' has lists in its cells");
        if (type == typeof(string) || type == typeof(ReadOnlyMemory<char>))
            return TakeTextsAsync(group, field, into, target);
        if (type == typeof(DateOnly))
            return TakeAsync<DateOnly>(group, field, into, target, day => TableCell.Of(day.ToDateTime(TimeOnly.MinValue), false, target));

        var isUtc = field is DateTimeDataField { DateTimeFormat: DateTimeFormat.Timestamp, IsAdjustedToUTC: true };
        return Type.GetTypeCode(type) switch
        {
            TypeCode.DateTime => TakeAsync<DateTime>(group, field, into, target, moment => TableCell.Of(moment, isUtc, target)),
            TypeCode.Boolean => TakeAsync<bool>(group, field, into, target, TableCell.Of),
            TypeCode.Double => TakeAsync<double>(group, field, into, target, number => TableCell.Of(number, target)),
            TypeCode.Single => TakeAsync<float>(group, field, into, target, number => TableCell.Of(number, target)),
            TypeCode.Decimal => TakeAsync<decimal>(group, field, into, target, number => TableCell.Of(number, target)),
            TypeCode.Int64 => TakeAsync<long>(group, field, into, target, number => TableCell.Of(new BigInteger(number), target)),
            TypeCode.Int32 => TakeAsync<int>(group, field, into, target, number => TableCell.Of(new BigInteger(number), target)),
            TypeCode.Int16 => TakeAsync<short>(group, field, into, target, number => TableCell.Of(new BigInteger(number), target)),
            TypeCode.SByte => TakeAsync<sbyte>(group, field, into, target, number => TableCell.Of(new BigInteger(number), target)),
            TypeCode.Byte => TakeAsync<byte>(group, field, into, target, number => TableCell.Of(new BigInteger(number), target)),
            TypeCode.UInt16 => TakeAsync<ushort>(group, field, into, target, number => TableCell.Of(new BigInteger(number), target)),
            TypeCode.UInt32 => TakeAsync<uint>(group, field, into, target, number => TableCell.Of(new BigInteger(number), target)),
            TypeCode.UInt64 => TakeAsync<ulong>(group, field, into, target, number => TableCell.Of(new BigInteger(number), target)),
            _ => throw new FormatException($"its column '{field.Name}' is {ClrTypeName.Of(type)}, which is read into no type of dag"),
        };
    }

    private static async Task TakeTextsAsync(ParquetRowGroupReader group, DataField field, List<DagValue> into, TableField target)
    {
        var texts = new string?[(int)group.RowCount];
        await group.ReadAsync(field, texts.AsMemory()!).ConfigureAwait(false);
        into.AddRange(texts.Select(text => text is null ? TableCell.OfNone(target) : TableCell.Of(text, target)));
    }

    private static async Task TakeAsync<T>(ParquetRowGroupReader group, DataField field, List<DagValue> into, TableField target, Func<T, DagValue> convert)
        where T : struct
    {
        if (field.IsNullable)
        {
            var cells = new T?[(int)group.RowCount];
            await group.ReadAsync<T>(field, cells.AsMemory()).ConfigureAwait(false);
            into.AddRange(cells.Select(cell => cell is { } value ? convert(value) : TableCell.OfNone(target)));
        }
        else
        {
            var cells = new T[(int)group.RowCount];
            await group.ReadAsync<T>(field, cells.AsMemory()).ConfigureAwait(false);
            into.AddRange(cells.Select(convert));
        }
    }
}
