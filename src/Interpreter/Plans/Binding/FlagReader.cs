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

    /// <summary>The value of an option as flags gave it: a list takes all of their texts, anything else the last.</summary>
    internal BindResult Read(OptionArgument given, AnnotatedType type)
    {
        if (!IsList(type.Type) || (given.Earlier.IsEmpty && given.Further.IsEmpty && given.Text.StartsWith('[')))
            return Read(given.Text, type);

        var elements = new List<DagValue>();
        foreach (var text in given.Texts)
        {
            if (ReadElements(text, type.Part(0)) is not { } read)
                return Read(text, type);
            elements.AddRange(read);
        }

        return binder.Bind(new DagValue.List(elements.ToEquatableList()), type);
    }

    /// <summary>Whether several flags make a value of this type together.</summary>
    internal static bool IsList(Type type) => type != typeof(byte[]) && ListTypes.ElementOf(type) is not null;

    // Those of a list literal, or one: a bare text where that is taken. Null where it is none of these.
    private static IEnumerable<DagValue>? ReadElements(string text, AnnotatedType element)
    {
        var wanted = Nullable.GetUnderlyingType(element.Type) ?? element.Type;
        var value = wanted == typeof(string) && text is not (['"', ..] or ['[', ..]) ? null : Parser.ParseValue(new SourceText("<flag>", text)) is { Value: { } read, Diagnostics.IsEmpty: true } ? read.Value : null;
        if (value is DagValue.List(var elements) && !IsList(wanted))
            return elements;
        if (IsPath(wanted) && value is not (DagValue.File or DagValue.Folder))
            return [PathOf((value as DagValue.Text)?.Content ?? text, wanted)];
        if (value is DagValue.None)
            return null;

        return value is not null ? [value] : TakesBareText(wanted) ? [new DagValue.Text(text)] : null;
    }

    private static DagValue PathOf(string path, Type type) => type == typeof(DagFile) ? new DagValue.File(path) : new DagValue.Folder(path);

    internal BindResult Read(string text, AnnotatedType type)
    {
        var wanted = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (wanted == typeof(string) && !text.StartsWith('"'))
            return BindResult.Of(text);

        var parsed = Parser.ParseValue(new SourceText("<flag>", text));
        if (parsed is { Value: { } value, Diagnostics.IsEmpty: true })
            return BindValue(value.Value, text, type, wanted);
        if (IsPath(wanted) && (text.StartsWith("folder \"", StringComparison.Ordinal) || text.StartsWith("file \"", StringComparison.Ordinal)))
            return BindResult.Not($"expected {ValueBinder.Wanted(type.Type)}, found '{text}': {parsed.Diagnostics[0].Message.TrimEnd('.')}", parsed.Diagnostics[0].Hint);
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
        => SpecialNumber.Has(wanted) && SpecialNumber.Find(text) is { } special ? $"did you mean '{special}'?" : wanted == typeof(bool) ? "write true or false" : null;

    private static bool IsPath(Type type) => type == typeof(DagFile) || type == typeof(DagFolder);

    private static bool TakesBareText(Type type)
        => IsPath(type) || (ScalarParser.Reads(type) && type != typeof(bool) && type != typeof(TimeSpan) && !ScalarParser.IsNumber(type));

    private BindResult Bare(string text, Type type)
    {
        return binder.Bind(IsPath(type) ? PathOf(text, type) : new DagValue.Text(text), type);
    }
}
