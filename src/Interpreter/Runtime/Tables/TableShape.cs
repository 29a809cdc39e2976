using System.Collections;
using System.Numerics;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Tables;

/// <summary>A C# type as a table: a list of flat records, or rows of numbers. Each member is a column by its name; columns of numbers are called c1, c2, ….</summary>
internal sealed class TableShape
{
    private readonly IReadOnlyList<RecordMember> members;

    private readonly RecordShape? record;

    private TableShape(IReadOnlyList<TableField> fields, IReadOnlyList<RecordMember> members, AnnotatedType? number, RecordShape? record = null)
    {
        this.record = record;
        Fields = fields;
        this.members = members;
        Number = number;
    }

    /// <summary>The columns; none where the rows are numbers.</summary>
    public IReadOnlyList<TableField> Fields { get; }

    /// <summary>What every cell is, where the rows are lists.</summary>
    public AnnotatedType? Number { get; }

    /// <summary>Null where the type is no table; then why not, as a clause.</summary>
    public static TableShape? Of(AnnotatedType type, out string why)
    {
        why = "";
        if (ElementOf(type) is not { } row)
            return Not("it is not a list", out why);
        if (ElementOf(row) is { } cell)
            return ScalarParser.IsNumber(cell.WithoutNullable().Type) ? new([], [], cell) : Not("its rows are not numbers", out why);
        if (RecordShape.Of(row.Type) is not { } shape || shape.Names.Count == 0)
            return Not($"its elements are {ClrTypeName.Of(row.Type)}, which has no members", out why);

        var (fields, members) = (new List<TableField>(), new List<RecordMember>());
        foreach (var member in shape.Readable)
        {
            if (KindOf(member.Type.WithoutNullable().Type) is not { } kind)
                return Not($"its column '{member.Name}' is {ClrTypeName.Of(member.Type.Type)}, which is more than one thing", out why);

            fields.Add(new(member.Name, member.Type, kind));
            members.Add(member);
        }

        return new(fields, members, null, shape);
    }

    /// <summary>The columns of a value of the type, with their cells.</summary>
    public IReadOnlyList<TableColumn> ColumnsOf(ClrValue value)
    {
        var rows = value.Raw is IEnumerable all ? all.Cast<object?>().ToList() : [];
        return Number is { } number ? NumbersOf(rows, number) : Fields.Select((field, i) => new TableColumn(field, [.. rows.Select(row => new ClrValue(members[i].Get(row)))])).ToList();
    }

    /// <summary>The field of a column that a file has; null where the type has none of that name.</summary>
    public TableField? FindField(string name)
        => Number is { } number ? new(name, number, KindOf(number.WithoutNullable().Type) ?? TableKind.Text)
            : Fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a row cannot be made without the column.</summary>
    public bool IsRequired(string name)
        => record is not null && (record.Makers.Count > 0 && record.Makers[0].Parts.Any(part => !part.HasDefault && string.Equals(part.Name, name, StringComparison.OrdinalIgnoreCase)));

    private static List<TableColumn> NumbersOf(List<object?> rows, AnnotatedType number)
    {
        var cells = rows.ConvertAll(row => row is IEnumerable numbers ? numbers.Cast<object?>().ToList() : []);
        var kind = KindOf(number.WithoutNullable().Type) ?? TableKind.Text;
        return Enumerable.Range(0, cells.Count == 0 ? 0 : cells.Max(row => row.Count))
            .Select(i => new TableColumn(new($"c{i + 1}", number, kind), [.. cells.Select(row => i < row.Count ? new ClrValue(row[i]) : default)])).ToList();
    }

    private static TableShape? Not(string reason, out string why)
    {
        why = reason;
        return null;
    }

    private static AnnotatedType? ElementOf(AnnotatedType type)
    {
        var isList = type.Type.IsSZArray || (type.Type.IsGenericType && type.Type.GetGenericArguments().Length == 1 && type.Type.IsAssignableTo(typeof(IEnumerable)));
        return isList ? type.Part(0) : null;
    }

    private static TableKind? KindOf(Type type)
    {
        if (type == typeof(bool))
            return TableKind.Truth;
        if (type == typeof(double) || type == typeof(float) || type == typeof(Half))
            return TableKind.Real;
        if (type == typeof(decimal))
            return TableKind.Decimal;
        if (type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(sbyte) || type == typeof(byte) || type == typeof(ushort) || type == typeof(uint))
            return TableKind.Whole;
        if (type == typeof(DateOnly))
            return TableKind.Day;
        if (type == typeof(DateTime))
            return TableKind.Moment;
        if (type == typeof(DateTimeOffset))
            return TableKind.Instant;

        return type != typeof(DagFile) && type != typeof(DagFolder) && (ScalarParser.Reads(type) || type == typeof(BigInteger)) ? TableKind.Text : null;
    }
}

/// <summary>A column as the C# type has it.</summary>
internal sealed record TableField(string Name, AnnotatedType Type, TableKind Kind);

/// <summary>A column with the cells of all rows.</summary>
internal sealed record TableColumn(TableField Field, IReadOnlyList<ClrValue> Cells);

/// <summary>What the cells of a column are in a file that knows types; whatever is written as text stands in it as text.</summary>
internal enum TableKind
{
    Whole,
    Real,
    Decimal,
    Truth,
    Text,
    Day,

    /// <summary>A date with a time, wherever that is.</summary>
    Moment,

    /// <summary>A moment of all the world; it is written in UTC.</summary>
    Instant,
}
