using System.Globalization;
using System.Numerics;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Tables;

/// <summary>A cell of a file as the literal that is bound to the type of its column. What languages write of a missing value is null, or NaN where the column is numbers without null.</summary>
internal static class TableCell
{
    /// <summary>As R writes a value that is missing.</summary>
    private const string Missing = "NA";

    /// <param name="isQuoted">A text in quotes is a text, if an empty one.</param>
    public static DagValue OfText(string text, bool isQuoted, TableField field)
    {
        var isText = field.Kind == TableKind.Text && !ScalarParser.IsNumber(field.Type.WithoutNullable().Type);
        if ((text.Length == 0 && !isQuoted) || (text == Missing && !isText))
            return isText && !field.Type.TakesNull ? new DagValue.Text("") : OfNone(field);
        if (isText || isQuoted)
            return isText || !IsNumeric(field) ? new DagValue.Text(text) : OfUnquoted(text, field);

        return OfUnquoted(text, field);
    }

    public static DagValue OfNone(TableField field)
        => field is { Kind: TableKind.Real, Type.TakesNull: false } ? new DagValue.Real(SpecialNumber.NaN) : new DagValue.None();

    public static DagValue Of(bool holds) => new DagValue.Truth(holds);

    public static DagValue Of(BigInteger number, TableField field) => field.Kind == TableKind.Text ? new DagValue.Text(number.ToString(CultureInfo.InvariantCulture)) : new DagValue.Whole(number);

    // Where there are gaps, pandas turns whole numbers into others.
    public static DagValue Of(double number, TableField field)
    {
        if (double.IsNaN(number) && field.Type.TakesNull && field.Kind != TableKind.Real)
            return new DagValue.None();
        if (field.Kind == TableKind.Whole && double.IsInteger(number) && Math.Abs(number) < 1L << 53)
            return new DagValue.Whole((long)number);

        return new DagValue.Real(number.ToString("R", CultureInfo.InvariantCulture));
    }

    public static DagValue Of(decimal number, TableField field)
        => field.Kind == TableKind.Whole && decimal.IsInteger(number) ? new DagValue.Whole(new BigInteger(number)) : new DagValue.Real(number.ToString("0.############################", CultureInfo.InvariantCulture) is var digits && digits.Contains('.') ? digits : digits + ".0");

    public static DagValue Of(string text, TableField field) => OfText(text, isQuoted: true, field);

    /// <param name="isUtc">Whether it is a moment of all the world.</param>
    public static DagValue Of(DateTime moment, bool isUtc, TableField field) => new DagValue.Text(field.Kind switch
    {
        TableKind.Day when moment.TimeOfDay == TimeSpan.Zero => DateOnly.FromDateTime(moment).ToString("O", CultureInfo.InvariantCulture),
        TableKind.Instant => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)).ToString("O", CultureInfo.InvariantCulture),
        _ => DateTime.SpecifyKind(moment, isUtc ? DateTimeKind.Utc : DateTimeKind.Unspecified).ToString("O", CultureInfo.InvariantCulture),
    });

    private static bool IsNumeric(TableField field) => field.Kind is TableKind.Whole or TableKind.Real or TableKind.Decimal or TableKind.Truth;

    private static DagValue OfUnquoted(string text, TableField field)
    {
        if (field.Kind == TableKind.Truth)
            return text.Equals("true", StringComparison.OrdinalIgnoreCase) ? Of(true) : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? Of(false) : new DagValue.Text(text);
        if (field.Kind is TableKind.Whole or TableKind.Text && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return new DagValue.Whole(whole);
        if (field.Kind == TableKind.Whole && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return Of(number, field);
        if (field.Kind is TableKind.Real or TableKind.Decimal)
            return SpecialNumber.Find(text) is { } special ? new DagValue.Real(special)
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? new DagValue.Real(text) : new DagValue.Text(text);

        return new DagValue.Text(text);
    }
}
