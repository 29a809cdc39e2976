using System.Numerics;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>
/// Binds a literal to a C# type: numbers to any numeric type without loss, texts to what is written as text, lists to collections, records to
/// constructors and settable properties. Relative files are relative to a folder given by who holds the literal.
/// </summary>
/// <param name="isJson">The literal was read from JSON, where durations, bytes, paths and numbers like NaN stand in quotes.</param>
internal sealed class ValueBinder(string folder, bool isJson = false)
{
    private const int MostNames = 12;

    public BindResult Bind(DagValue value, Type type) => Bind(value, AnnotatedType.Of(type));

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

    /// <summary>A type as it is asked for: an enum with its names.</summary>
    internal static string Wanted(Type type)
    {
        if (!type.IsEnum)
            return PlainTypeName.Of(type);

        var names = Enum.GetNames(type);
        return $"{ClrTypeName.Of(type)} ({string.Join(", ", names.Take(MostNames))}{(names.Length > MostNames ? ", …" : "")})";
    }

    internal BindResult Bind(DagValue value, AnnotatedType type)
    {
        if (SerializedType.SaysHow(type.Type))
            return SerializedType.Bind(value, type);
        if (value is DagValue.None)
            return type.TakesNull ? BindResult.Of<string?>(null) : Mismatch(value, type.Type);

        return BindThere(value, type.WithoutNullable());
    }

    internal BindResult Mismatch(DagValue value, Type type)
        => BindResult.Not($"expected {Wanted(type)}, found {(isJson && value is DagValue.None ? "null" : Kind(value))}", HintFor(value, type));

    private BindResult BindThere(DagValue value, AnnotatedType annotated)
    {
        var type = annotated.Type;
        return value switch
        {
            DagValue.Whole(var number) => NumberBinder.Bind(number, type) ?? Mismatch(value, type),
            DagValue.Real real => NumberBinder.Bind(real, type) ?? Mismatch(value, type),
            DagValue.Size(var bytes) => NumberBinder.Bind((BigInteger)bytes, type) ?? Mismatch(value, type),
            DagValue.Text(var text) => (isJson ? BindQuoted(text, type) : null) ?? BindText(text, value, type),
            DagValue.Truth(var holds) => type == typeof(bool) ? BindResult.Of(holds) : Mismatch(value, type),
            DagValue.Duration(var length) => type == typeof(TimeSpan) ? BindResult.Of(length) : Mismatch(value, type),
            DagValue.File(var path) => type == typeof(DagFile) ? BindPath(path, DagFile.Of) : Mismatch(value, type),
            DagValue.Folder named => type == typeof(DagFolder) ? BindFolder(named) : Mismatch(value, type),
            DagValue.List list => TupleBinder.Bind(this, list, annotated) ?? CollectionBinder.Bind(this, list, annotated) ?? Mismatch(value, type),
            DagValue.Record record => TupleBinder.Bind(this, record, annotated) ?? DictionaryBinder.Bind(this, record, annotated) ?? RecordBinder.Bind(this, record, type) ?? Mismatch(value, type),
            _ => Mismatch(value, type),
        };
    }

    private string? HintFor(DagValue value, Type type) => value switch
    {
        DagValue.List when type.IsArray => $"{ClrTypeName.Of(type)} has no literal; use a type of {ClrTypeName.Of(ArrayOfArrays(type))} and lists of lists",
        DagValue.Text("NA") when ScalarParser.IsNumber(type) => SpecialNumber.NaHint,
        DagValue.Text(var text) when SpecialNumber.Find(text) is { } special && SpecialNumber.Has(type) => $"write {special} without quotes",
        DagValue.Text(var path) when type == typeof(DagFile) => $"write file {ValuePrinter.Print(new DagValue.Text(path))}",
        DagValue.Text(var path) when type == typeof(DagFolder) => $"write folder {ValuePrinter.Print(new DagValue.Text(path))}",
        DagValue.Text or DagValue.Whole when type == typeof(bool) => "write true or false",
        DagValue.Whole(var number) when type == typeof(TimeSpan) => isJson ? $"write it with a unit, as a text: \"{number}s\"" : $"write it with a unit: {number}s",
        not (DagValue.List or DagValue.None) when !isJson && ListTypes.ElementOf(type) is not null && type != typeof(byte[]) => $"write [{ValuePrinter.Print(value)}]",
        DagValue.Whole or DagValue.Real or DagValue.Truth when type == typeof(string) => $"put it in quotes: \"{ValuePrinter.Print(value)}\"",
        _ => null,
    };

    private static Type ArrayOfArrays(Type type)
        => Enumerable.Range(0, type.GetArrayRank()).Aggregate(type.GetElementType() ?? type, (element, _) => element.MakeArrayType());

    private BindResult BindPath<T>(string path, Func<string, T> make)
        => path.Length == 0 || path.Contains('\0') ? BindResult.Not("the path is empty or contains a NUL character") : BindResult.Of(make(Path.GetFullPath(path, folder)));

    private BindResult BindFolder(DagValue.Folder named)
    {
        foreach (var pattern in named.Except)
        {
            if (FolderSelection.WhyNoPattern(pattern) is { } why)
                return BindResult.Not($"the pattern {ValuePrinter.Print(new DagValue.Text(pattern))} after 'except' {why}", "a pattern is a path in the folder: * stands for a part of a name, ** for any folders, as in \"**/bin/**\"");
        }

        return BindPath(named.Path, path => DagFolder.OfInput(path, named.Except));
    }

    // What JSON has no form of its own for.
    private BindResult? BindQuoted(string text, Type type)
    {
        if (type == typeof(DagFile))
            return BindPath(text, DagFile.Of);
        if (type == typeof(DagFolder))
            return BindPath(text, DagFolder.Of);
        if (type == typeof(byte[]))
            return BindBytes(text);
        if (type == typeof(TimeSpan))
            return OfReading(ScalarParser.Parse(text, type));

        return SpecialNumber.Find(text) is { } special && SpecialNumber.Has(type) ? NumberBinder.Bind(new DagValue.Real(special), type) : null;
    }

    private static BindResult BindBytes(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? BindResult.Of(bytes[..length]) : BindResult.Not("invalid base64", "write bytes as base64, or as a list of numbers");
    }

    private BindResult BindText(string text, DagValue value, Type type)
    {
        if (type == typeof(char) && text.Length != 1)
            return BindResult.Not($"expected one character, found a text of {text.Length} characters");
        if (type == typeof(bool) || type == typeof(TimeSpan) || ScalarParser.IsNumber(type))
            return Mismatch(value, type);

        return OfReading(ScalarParser.Parse(text, type)) ?? Mismatch(value, type);
    }

    private static BindResult? OfReading(ScalarReading? reading) => reading switch
    {
        ScalarReading.Found(var found) => new(found, null),
        ScalarReading.Refused(var why, var hint) => BindResult.Not($"the text {why}", hint),
        _ => null,
    };
}
