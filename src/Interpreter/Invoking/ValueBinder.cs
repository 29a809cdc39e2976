using System.Numerics;
using Dag.Interpreter.Products;
using Dag.Interpreter.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Invoking;

/// <summary>
/// Binds a literal to a C# type: numbers to any numeric type without loss, texts to what is written as text, lists to collections, records to
/// constructors and settable properties. Relative files are relative to a folder given by who holds the literal.
/// </summary>
public sealed class ValueBinder(string folder)
{
    private const int MostNames = 12;

    public Binding Bind(DagValue value, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return value is DagValue.None ? Binding.Of<int?>(null) : Bind(value, inner);

        return value switch
        {
            DagValue.None => type.IsValueType ? Mismatch(value, type) : Binding.Of<string?>(null),
            DagValue.Whole(var number) => NumberBinder.Bind(number, type) ?? Mismatch(value, type),
            DagValue.Real real => NumberBinder.Bind(real, type) ?? Mismatch(value, type),
            DagValue.Size(var bytes) => NumberBinder.Bind((BigInteger)bytes, type) ?? Mismatch(value, type),
            DagValue.Text(var text) => BindText(text, value, type),
            DagValue.Truth(var holds) => type == typeof(bool) ? Binding.Of(holds) : Mismatch(value, type),
            DagValue.Duration(var length) => type == typeof(TimeSpan) ? Binding.Of(length) : Mismatch(value, type),
            DagValue.File(var path) => type == typeof(DagFile) ? BindPath(path, DagFile.Of) : Mismatch(value, type),
            DagValue.Folder(var path) => type == typeof(DagFolder) ? BindPath(path, DagFolder.Of) : Mismatch(value, type),
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

    internal static Binding Mismatch(DagValue value, Type type) => Binding.Not($"it wants {Wanted(type)}, but this is {Kind(value)}", HintFor(value, type));

    /// <summary>A type as it is asked for: an enum with its names.</summary>
    internal static string Wanted(Type type)
    {
        if (!type.IsEnum)
            return ClrTypeName.Of(type);

        var names = Enum.GetNames(type);
        return $"{ClrTypeName.Of(type)} ({string.Join(", ", names.Take(MostNames))}{(names.Length > MostNames ? ", …" : "")})";
    }

    private static string? HintFor(DagValue value, Type type) => value switch
    {
        DagValue.List when type.IsArray => $"there is no literal of {ClrTypeName.Of(type)}; a type of {ClrTypeName.Of(ArrayOfArrays(type))} takes lists of lists",
        DagValue.Text(var path) when type == typeof(DagFile) => $"write file {ValuePrinter.Print(new DagValue.Text(path))}",
        DagValue.Text(var path) when type == typeof(DagFolder) => $"write folder {ValuePrinter.Print(new DagValue.Text(path))}",
        DagValue.Whole(var number) when type == typeof(TimeSpan) => $"say the unit: {number}s",
        DagValue.Whole or DagValue.Real or DagValue.Truth when type == typeof(string) => $"put it in quotes: \"{ValuePrinter.Print(value)}\"",
        _ => null,
    };

    private static Type ArrayOfArrays(Type type)
        => Enumerable.Range(0, type.GetArrayRank()).Aggregate(type.GetElementType() ?? type, (element, _) => element.MakeArrayType());

    private Binding BindPath<T>(string path, Func<string, T> make)
        => path.Length == 0 || path.Contains('\0') ? Binding.Not("this is no path") : Binding.Of(make(Path.GetFullPath(path, folder)));

    private static Binding BindText(string text, DagValue value, Type type)
    {
        if (type == typeof(char) && text.Length != 1)
            return Binding.Not($"it wants char, but this text has {text.Length} characters");
        if (type == typeof(bool) || type == typeof(TimeSpan) || ScalarParser.IsNumber(type))
            return Mismatch(value, type);

        return ScalarParser.Parse(text, type) switch
        {
            ScalarReading.Found(var found) => new(found, null),
            ScalarReading.Refused(var why, var hint) => Binding.Not($"this text {why}", hint),
            _ => Mismatch(value, type),
        };
    }
}
