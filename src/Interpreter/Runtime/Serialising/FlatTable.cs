using System.Collections;
using System.Text.Json;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A list of flat records as a table: a column for each name, a row for each record. So is a list of lists, without names.</summary>
/// <param name="Names">Of the columns; none where the rows are lists.</param>
/// <param name="Rows">The cells of each, as many as there are columns; a cell that is missing is empty.</param>
internal sealed record FlatTable(IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<TableCell>> Rows)
{
    /// <summary>Null for any value but a list of records, or of lists, whose members are single values.</summary>
    public static FlatTable? Find(ClrValue value)
    {
        if (value.Raw is null or string or not IEnumerable)
            return null;

        string json;
        try
        {
            json = ProductJson.Print(value);
        }
        catch (NotSupportedException)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return Find(document.RootElement) is { } table ? table with { Names = table is { Names.Count: 0, Rows.Count: 0 } ? NamesOf(value.Raw.GetType()) : table.Names } : null;
    }

    /// <summary>Whether a C# type can hold a table, as far as it tells: null where only a value does.</summary>
    public static bool? CouldBe(Type type)
    {
        if (type == typeof(object) || type == typeof(JsonElement))
            return null;
        if (ElementOf(type) is not { } element || typeof(IDictionary).IsAssignableFrom(type) || IsPair(element))
            return false;
        if (element == typeof(object) || element == typeof(JsonElement) || element.IsInterface || element.IsAbstract)
            return null;
        if (IsSingle(element))
            return true;
        if (ValueOf(element) is { } cell)
            return cell == typeof(object) ? null : IsSingle(cell);

        return MembersOf(element).All(member => member == typeof(object) || IsSingle(member));
    }

    private static FlatTable? Find(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array)
            return null;

        var (columns, rows) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<JsonElement>());
        var (areRecords, areLists, width) = (true, true, 0);
        foreach (var row in root.EnumerateArray())
        {
            areRecords &= row.ValueKind == JsonValueKind.Object;
            areLists &= row.ValueKind == JsonValueKind.Array;
            if ((!areRecords && !areLists) || !IsFlat(row))
                return areRecords || areLists ? null : OneColumn(root);

            rows.Add(row);
            if (areLists)
                width = Math.Max(width, row.GetArrayLength());
            else
                AddNames(columns, row);
        }

        return areLists
            ? new([], rows.ConvertAll(row => Padded(row.EnumerateArray().Select(TableCell.Of), width)))
            : new([.. columns.Keys], rows.ConvertAll(row => Cells(row, columns)));
    }

    private static FlatTable? OneColumn(JsonElement root)
        => root.EnumerateArray().All(IsSingle) ? new([], root.EnumerateArray().Select(cell => (IReadOnlyList<TableCell>)[TableCell.Of(cell)]).ToList()) : null;

    private static void AddNames(Dictionary<string, int> columns, JsonElement row)
    {
        foreach (var part in row.EnumerateObject())
            columns.TryAdd(part.Name, columns.Count);
    }

    private static IReadOnlyList<TableCell> Cells(JsonElement row, Dictionary<string, int> columns)
    {
        var cells = new TableCell[columns.Count];
        Array.Fill(cells, TableCell.Missing);
        foreach (var part in row.EnumerateObject())
            cells[columns[part.Name]] = TableCell.Of(part.Value);
        return cells;
    }

    private static IReadOnlyList<TableCell> Padded(IEnumerable<TableCell> cells, int width)
    {
        var row = cells.ToList();
        while (row.Count < width)
            row.Add(TableCell.Missing);
        return row;
    }

    private static bool IsFlat(JsonElement row)
        => row.ValueKind == JsonValueKind.Array ? row.EnumerateArray().All(IsSingle) : row.EnumerateObject().All(part => IsSingle(part.Value));

    private static bool IsSingle(JsonElement cell) => cell.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object);

    private static bool IsSingle(Type type) => type == typeof(string) || (!typeof(IEnumerable).IsAssignableFrom(type) && RecordShape.Of(Nullable.GetUnderlyingType(type) ?? type) is null);

    // What a dictionary has for each name, or a list for each place.
    private static Type? ValueOf(Type type)
    {
        var held = ElementOf(type);
        return held is not null && IsPair(held) ? held.GetGenericArguments()[1] : held;
    }

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static Type? ElementOf(Type type)
        => type == typeof(string) ? null
            : type.IsArray ? type.GetElementType()
            : type.GetInterfaces().Append(type).FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static IEnumerable<Type> MembersOf(Type record)
        => record.GetProperties().Where(property => property.GetIndexParameters().Length == 0).Select(property => property.PropertyType).Concat(record.GetFields().Where(field => !field.IsStatic).Select(field => field.FieldType));

    private static IReadOnlyList<string> NamesOf(Type table)
        => ElementOf(table) is { } element && !IsSingle(element) && ValueOf(element) is null ? [.. element.GetProperties().Where(property => property.GetIndexParameters().Length == 0).Select(property => property.Name)] : [];
}

/// <summary>A single value of a table, as text.</summary>
/// <param name="IsNumber">Numbers stand on the right of their columns.</param>
internal sealed record TableCell(string Text, bool IsNumber)
{
    /// <summary>One that is not there, or is null.</summary>
    public static TableCell Missing { get; } = new("", false);

    public static TableCell Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => Missing,
        JsonValueKind.String => new(value.GetString() ?? "", false),
        JsonValueKind.Number => new(value.GetRawText(), true),
        _ => new(value.GetRawText(), false),
    };
}
