using System.Diagnostics;
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
public sealed class CompiledProgram : IDisposable
{
    private readonly UnitGenerator generator;
    private readonly Representations representations;
    private readonly LoadedUnit? unit;
    private readonly Lazy<CoreUnit> core;
    private readonly Dictionary<DagType, Type> types = [];
    private readonly Dictionary<SourceLocation, ValuePredicate> predicates = [];
    private readonly Dictionary<SourceLocation, Func<ClrValue, string>> messages = [];
    private readonly Dictionary<string, TaskBody> bodies = [];
    private readonly Lock gate = new();

    internal CompiledProgram(UnitGenerator generator, Representations representations, LoadedUnit? unit, Lazy<CoreUnit> core)
    {
        this.generator = generator;
        this.representations = representations;
        this.unit = unit;
        this.core = core;
    }

    /// <summary>The C# type of a declared type's values; of a list, an <c>IReadOnlyList</c> of the elements' type.</summary>
    public Type RepresentationOf(DagType type)
    {
        lock (gate)
            return Get(types, type, FindRepresentation);
    }

    /// <summary>The body in C#, or null for a script and for a marker.</summary>
    public TaskBody? BodyOf(TaskDeclaration task)
    {
        if (unit is null || task.Body is null or BodyDeclaration.Script || !generator.BodyKeys.TryGetValue(task.Name, out var key))
            return null;

        lock (gate)
            return Get(bodies, key, unit.DelegateOf<TaskBody>);
    }

    public ValuePredicate PredicateOf(TypePredicate.Where predicate)
    {
        lock (gate)
            return Get(predicates, predicate.Code.At, at => new(DelegateOf<Func<ClrValue, bool>>(at)));
    }

    /// <summary>An <c>else</c> text with its holes filled. What they throw goes to who asks.</summary>
    public string MessageOf(MessageTemplate message, DagType type, ClrValue value)
    {
        Func<ClrValue, string> fill;
        lock (gate)
            fill = Get(messages, message.At, DelegateOf<Func<ClrValue, string>>);
        return fill(value);
    }

    /// <summary>The lines of .dag files that an exception passed on its way, the deepest first.</summary>
    /// <param name="task">Whose body it was, where that is known: several tasks may share one.</param>
    public EquatableList<DiagnosticNote> FramesOf(Exception thrown, TaskDeclaration? task = null)
        => unit is null ? [] : BodyTrace.Of(thrown, unit, task);

    public void Dispose()
    {
        unit?.Dispose();
        if (core.IsValueCreated)
            core.Value.Unit.Dispose();
    }

    private static TValue Get<TKey, TValue>(Dictionary<TKey, TValue> known, TKey key, Func<TKey, TValue> find)
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out var value))
            known.Add(key, value = find(key));
        return value;
    }

    private Type FindRepresentation(DagType type) => representations.FindKnown(type) ?? type.Root.Form switch
    {
        TypeForm.Of(var code) => AnchoredType(code.At),
        TypeForm.ListOf(var element) => typeof(IReadOnlyList<>).MakeGenericType(FindRepresentation(element)),
        _ => throw new UnreachableException($"the representation of '{type}' was asked for, though it was wrong"),
    };

    private Type AnchoredType(SourceLocation at)
    {
        var (owner, key) = OwnerOf(at);
        return owner.MethodOf(key).GetParameters()[0].ParameterType;
    }

    private T DelegateOf<T>(SourceLocation at)
        where T : Delegate
    {
        var (owner, key) = OwnerOf(at);
        return owner.DelegateOf<T>(key);
    }

    private (LoadedUnit Owner, string Key) OwnerOf(SourceLocation at)
    {
        if (unit is not null && generator.PlaceKeys.TryGetValue(at, out var key))
            return (unit, key);

        return (core.Value.Unit, core.Value.Generator.PlaceKeys[at]);
    }

    /// <summary>The core's predicates, compiled by themselves because every program has the same ones.</summary>
    internal sealed record CoreUnit(LoadedUnit Unit, UnitGenerator Generator);
}
