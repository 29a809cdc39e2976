using Dag.Interpreter.Products;
using Dag.Interpreter.Surface;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Interpreter.Invoking;

/// <summary>
/// Reads a flag's text against a C# type by the language's own literals. Where a text is wanted, a bare one is taken as it stands,
/// and so is the path of a file or folder, which is relative to the current folder.
/// </summary>
public static class FlagReader
{
    public static Binding Read(string text, Type type)
    {
        var binder = new ValueBinder(Environment.CurrentDirectory);
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        if (wanted == typeof(string) && !text.StartsWith('"'))
            return Binding.Of(text);

        var parsed = Parser.ParseValue(new SourceText("<flag>", text));
        if (parsed is { Value: { } value, Diagnostics.IsEmpty: true })
        {
            var bound = binder.Bind(value.Value, type);
            if (bound.Fits || !TakesBareText(wanted))
                return value.Value is DagValue.Text && IsPath(wanted) ? Bare(binder, PlainText(value.Value, text), wanted) : bound;
        }

        if (TakesBareText(wanted))
            return Bare(binder, text, wanted);

        var why = parsed.Diagnostics.IsEmpty ? "" : $": {parsed.Diagnostics[0].Message}";
        return Binding.Not($"it wants {ClrTypeName.Of(type)}, and '{text}' is no value{why.TrimEnd('.')}");
    }

    private static string PlainText(DagValue value, string text) => value is DagValue.Text(var content) ? content : text;

    private static bool IsPath(Type type) => type == typeof(DagFile) || type == typeof(DagFolder);

    private static bool TakesBareText(Type type)
        => type == typeof(string) || type == typeof(char) || type == typeof(Uri) || type.IsEnum || IsPath(type)
            || (!type.IsPrimitive && type != typeof(decimal) && type != typeof(TimeSpan) && !type.IsArray
                && type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IParsable<>)));

    private static Binding Bare(ValueBinder binder, string text, Type type)
    {
        DagValue value = type == typeof(DagFile) ? new DagValue.File(text) : type == typeof(DagFolder) ? new DagValue.Folder(text) : new DagValue.Text(text);
        return binder.Bind(value, type);
    }
}
