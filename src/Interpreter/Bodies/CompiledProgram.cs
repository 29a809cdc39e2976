using System.Diagnostics;
using System.Text.RegularExpressions;
using Dag.Interpreter.Surface;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Bodies;

/// <summary>
/// The C# of a program, ready to be called. Each body, predicate and message is bound when it is first asked for; the core's own predicates are
/// a unit for themselves, loaded only if one is needed.
/// </summary>
public sealed partial class CompiledProgram : IDisposable
{
    private readonly UnitGenerator generator;
    private readonly LoadedUnit? unit;
    private readonly Lazy<CoreUnit> core;
    private readonly Dictionary<DagType, Type> representations = [];
    private readonly Dictionary<SourceLocation, ValuePredicate> predicates = [];
    private readonly Dictionary<string, TaskBody> bodies = [];
    private readonly Lock gate = new();

    internal CompiledProgram(UnitGenerator generator, LoadedUnit? unit, Lazy<CoreUnit> core)
    {
        this.generator = generator;
        this.unit = unit;
        this.core = core;
    }

    /// <summary>The C# type of a declared type's values; of a list, an <c>IReadOnlyList</c> of the elements' type.</summary>
    public Type RepresentationOf(DagType type)
    {
        lock (gate)
        {
            if (representations.TryGetValue(type, out var known))
                return known;

            return representations[type] = type.Root.Form switch
            {
                TypeForm.Of(var code) => KnownTypes.Find(code.Text, IsOnlyKeywords(type.Root)) ?? AnchoredType(code),
                TypeForm.ListOf(var element) => typeof(IReadOnlyList<>).MakeGenericType(RepresentationOf(element)),
                _ => throw new UnreachableException($"the representation of '{type}' was asked for, though it was wrong"),
            };
        }
    }

    /// <summary>The body in C#, or null for a script and for a marker.</summary>
    public TaskBody? BodyOf(TaskDeclaration task)
    {
        if (unit is null || task.Body is null or BodyDeclaration.Script || !generator.BodyKeys.TryGetValue(task.Name, out var key))
            return null;

        lock (gate)
            return bodies.TryGetValue(key, out var body) ? body : bodies[key] = unit.DelegateOf<TaskBody>(key);
    }

    public ValuePredicate PredicateOf(TypePredicate.Where predicate)
    {
        lock (gate)
        {
            if (predicates.TryGetValue(predicate.Code.At, out var known))
                return known;

            var (owner, key) = OwnerOf(predicate.Code.At);
            return predicates[predicate.Code.At] = new(owner.DelegateOf<Func<ClrValue, bool>>(key));
        }
    }

    /// <summary>An <c>else</c> text with its holes filled. What they throw goes to who asks.</summary>
    public string MessageOf(MessageTemplate message, DagType type, ClrValue value)
    {
        lock (gate)
        {
            var (owner, key) = OwnerOf(message.At);
            return owner.DelegateOf<Func<ClrValue, string>>(key)(value);
        }
    }

    /// <summary>The lines of .dag files that an exception passed on its way, the deepest first.</summary>
    public EquatableList<DiagnosticNote> FramesOf(Exception thrown)
    {
        var notes = new List<DiagnosticNote>();
        foreach (var frame in new StackTrace(thrown, fNeedFileInfo: true).GetFrames())
        {
            if (LineDirective.SourceOf(frame.GetFileName()) is not { } number || unit is null || number >= unit.Unit.Sources.Count)
                continue;

            var source = unit.Unit.Sources[number].Source;
            var line = Math.Clamp(frame.GetFileLineNumber(), 1, source.LineCount);
            var place = new SourceLocation(source, Trimmed(source, source.SpanOfLine(line)));
            if (notes.Count == 0 || notes[^1].At?.Start.Line != line)
                notes.Add(new(place, $"at {NameOf(frame)}"));
        }

        return notes.ToEquatableList();
    }

    public void Dispose()
    {
        unit?.Dispose();
        if (core.IsValueCreated)
            core.Value.Unit.Dispose();
    }

    internal static bool IsOnlyKeywords(DagType root)
        => root.At is not { } at || Path.GetFileName(at.Source.Path) != "core.dag";

    private Type AnchoredType(CSharpFragment code)
    {
        var (owner, key) = OwnerOf(code.At);
        return owner.MethodOf(key).GetParameters()[0].ParameterType;
    }

    private (LoadedUnit Owner, string Key) OwnerOf(SourceLocation at)
    {
        if (unit is not null && generator.PlaceKeys.TryGetValue(at, out var key))
            return (unit, key);

        return (core.Value.Unit, core.Value.Generator.PlaceKeys[at]);
    }

    private static TextSpan Trimmed(SourceText source, TextSpan line)
    {
        var text = source.Slice(line);
        var blanks = text.Length - text.TrimStart().Length;
        return TextSpan.FromBounds(line.Start + blanks, Math.Max(line.Start + blanks, line.Start + text.TrimEnd().Length));
    }

    // An async method's frame is its state machine's; the method's own name stands in the angle brackets.
    private string NameOf(StackFrame frame)
    {
        var method = frame.GetMethod();
        var name = method?.Name == "MoveNext" && method.DeclaringType is { } machine ? machine.Name : method?.Name ?? "";
        var inner = AngleBrackets().Match(name) is { Success: true } match ? match.Groups[1].Value : name;
        return inner.EndsWith('_') && unit?.Unit.Entries.GetValueOrDefault(inner[..^1]) is GeneratedEntry.Body body
            ? body.Task : inner;
    }

    [GeneratedRegex("^<([^>]+)>")]
    private static partial Regex AngleBrackets();

    /// <summary>The core's predicates, compiled by themselves because every program has the same ones.</summary>
    internal sealed record CoreUnit(LoadedUnit Unit, UnitGenerator Generator);
}
