using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>
/// Reads a flag's text against a C# type by the language's own literals. Where a text is wanted, a bare one is taken as it stands,
/// and so is the path of a file or folder, which is relative to a folder: on a command line the current one.
/// </summary>
public sealed class FlagReader(string folder)
{
    private readonly ValueBinder binder = new(folder);

    public BindResult Read(string text, Type type) => Read(text, AnnotatedType.Of(type));

    internal BindResult Read(string text, AnnotatedType type)
    {
        var wanted = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (wanted == typeof(string) && !text.StartsWith('"'))
            return BindResult.Of(text);

        var parsed = Parser.ParseValue(new SourceText("<flag>", text));
        if (parsed is { Value: { } value, Diagnostics.IsEmpty: true })
            return BindValue(value.Value, text, type, wanted);
        if (TakesBareText(wanted))
            return Bare(text, wanted);

        return BindResult.Not($"expected {ValueBinder.Wanted(type.Type)}, found '{text}'{Reason(parsed.Diagnostics)}", HintFor(text, wanted));
    }

    private BindResult BindValue(DagValue value, string text, AnnotatedType type, Type wanted)
    {
        if (IsPath(wanted) && value is DagValue.Text(var path))
            return Bare(path, wanted);

        var bound = binder.Bind(value, type);
        var isWordTakenForMore = value is not (DagValue.Text or DagValue.File or DagValue.Folder) && TakesBareText(wanted);
        return !bound.Fits && isWordTakenForMore ? Bare(text, wanted) : bound;
    }

    // That the text does not begin with a value has been said by then.
    private static string Reason(EquatableList<Diagnostic> diagnostics)
        => diagnostics.IsEmpty || diagnostics[0].At is { Span.Start: 0 } ? "" : $": {diagnostics[0].Message.TrimEnd('.')}";

    private static string? HintFor(string text, Type wanted)
        => SpecialNumber.Has(wanted) && SpecialNumber.Find(text) is { } special ? $"did you mean '{special}'?" : null;

    private static bool IsPath(Type type) => type == typeof(DagFile) || type == typeof(DagFolder);

    private static bool TakesBareText(Type type)
        => IsPath(type) || (ScalarParser.Reads(type) && type != typeof(bool) && type != typeof(TimeSpan) && !ScalarParser.IsNumber(type));

    private BindResult Bare(string text, Type type)
    {
        DagValue value = type == typeof(DagFile) ? new DagValue.File(text) : type == typeof(DagFolder) ? new DagValue.Folder(text) : new DagValue.Text(text);
        return binder.Bind(value, type);
    }
}
