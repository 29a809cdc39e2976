using System.Globalization;
using System.Numerics;
using Dag.Interpreter.Products;
using Dag.Interpreter.Surface;
using Dag.Language.Diagnostics;
using Dag.Language.Values;

namespace Dag.Interpreter.Invoking;

/// <summary>
/// Binds a literal to a C# type: numbers to any numeric type without loss, texts to what is written as text, lists to collections, records to
/// constructors and settable properties. Relative files are relative to a folder given by who holds the literal.
/// </summary>
public sealed class ValueBinder(string folder)
{
    public Binding Bind(DagValue value, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return value is DagValue.None ? Binding.Of<int?>(null) : Bind(value, inner);

        return value switch
        {
            DagValue.None => type.IsValueType ? Mismatch(value, type) : Binding.Of<string?>(null),
            DagValue.Whole(var number) => BindWhole(number, value, type),
            DagValue.Real(var digits) => BindReal(digits, value, type),
            DagValue.Text(var text) => BindText(text, value, type),
            DagValue.Truth(var holds) => type == typeof(bool) ? Binding.Of(holds) : Mismatch(value, type),
            DagValue.Duration(var length) => type == typeof(TimeSpan) ? Binding.Of(length) : Mismatch(value, type),
            DagValue.Size(var bytes) => BindWhole(bytes, value, type),
            DagValue.File(var path) => type == typeof(DagFile) ? Binding.Of(DagFile.Of(PathOf(path))) : Mismatch(value, type),
            DagValue.Folder(var path) => type == typeof(DagFolder) ? Binding.Of(DagFolder.Of(PathOf(path))) : Mismatch(value, type),
            DagValue.List list => CollectionBinder.Bind(this, list, type) ?? Mismatch(value, type),
            DagValue.Record record => RecordBinder.Bind(this, record, type) ?? Mismatch(value, type),
            _ => Mismatch(value, type),
        };
    }

    /// <summary>What a literal is, in the user's words.</summary>
    public static string Kind(DagValue value) => value switch
    {
        DagValue.Whole => "a whole number",
        DagValue.Real => "a number",
        DagValue.Text => "a text",
        DagValue.Truth => "true or false",
        DagValue.Duration => "a duration",
        DagValue.Size => "a size",
        DagValue.File => "a file",
        DagValue.Folder => "a folder",
        DagValue.List => "a list",
        DagValue.Record => "a record",
        _ => "none",
    };

    internal static Binding Mismatch(DagValue value, Type type) => Binding.Not($"it wants {ClrTypeName.Of(type)}, but this is {Kind(value)}", HintFor(value, type));

    private static string? HintFor(DagValue value, Type type) => value switch
    {
        DagValue.Text(var path) when type == typeof(DagFile) => $"write file {ValuePrinter.Print(new DagValue.Text(path))}",
        DagValue.Text(var path) when type == typeof(DagFolder) => $"write folder {ValuePrinter.Print(new DagValue.Text(path))}",
        DagValue.Whole(var number) when type == typeof(TimeSpan) => $"say the unit: {number}s",
        DagValue.Whole or DagValue.Real or DagValue.Truth when type == typeof(string) => $"put it in quotes: \"{ValuePrinter.Print(value)}\"",
        _ => null,
    };

    private string PathOf(string path) => Path.GetFullPath(path, folder);

    private static Binding Loss(DagValue value, Type type) => Binding.Not($"{ValuePrinter.Print(value)} does not fit {ClrTypeName.Of(type)} without loss");

    private static Binding BindWhole(BigInteger number, DagValue value, Type type)
    {
        if (type == typeof(double))
            return (BigInteger)(double)number == number ? Binding.Of((double)number) : Loss(value, type);
        if (type == typeof(float))
            return (BigInteger)(float)number == number ? Binding.Of((float)number) : Loss(value, type);
        if (type == typeof(decimal))
            return BigInteger.Abs(number) <= (BigInteger)decimal.MaxValue ? Binding.Of((decimal)number) : Loss(value, type);
        if (type == typeof(BigInteger))
            return Binding.Of(number);

        return IntegerBinder.Bind(number, type, out var bound) ? bound ?? Loss(value, type) : Mismatch(value, type);
    }

    private static Binding BindReal(string digits, DagValue value, Type type)
    {
        if (type == typeof(double))
            return double.Parse(digits, CultureInfo.InvariantCulture) is var real && double.IsFinite(real) ? Binding.Of(real) : Loss(value, type);
        if (type == typeof(float))
            return float.Parse(digits, CultureInfo.InvariantCulture) is var single && float.IsFinite(single) ? Binding.Of(single) : Loss(value, type);
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return IsNumeric(type) ? Loss(value, type) : Mismatch(value, type);
        if (type == typeof(decimal))
            return Binding.Of(number);

        return !IsNumeric(type) ? Mismatch(value, type) : number == decimal.Truncate(number) ? BindWhole((BigInteger)number, value, type) : Loss(value, type);
    }

    private static bool IsNumeric(Type type) => IntegerBinder.Bind(0, type, out _) || type == typeof(double) || type == typeof(float) || type == typeof(decimal) || type == typeof(BigInteger);

    private static Binding BindText(string text, DagValue value, Type type)
    {
        if (type == typeof(string))
            return Binding.Of(text);
        if (type == typeof(char))
            return text.Length == 1 ? Binding.Of(text[0]) : Binding.Not("it wants one character");
        if (type == typeof(Uri))
            return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) ? Binding.Of(uri) : Binding.Not("this text is no address");
        if (type.IsEnum)
            return EnumOf(text, type);
        if (type == typeof(DagFile) || type == typeof(DagFolder) || type == typeof(bool) || type == typeof(TimeSpan) || IsNumeric(type))
            return Mismatch(value, type);

        return TextParser.Parse(text, type) ?? Mismatch(value, type);
    }

    private static Binding EnumOf(string text, Type type)
    {
        var names = Enum.GetNames(type);
        if (names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name)
            return new(new ClrValue(Enum.Parse(type, name)), null);

        return Binding.Not($"it wants one of {string.Join(", ", names)}", Suggestion.For(text, names));
    }
}
