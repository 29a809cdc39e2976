using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// The C# of a program, ready to be called: what its files hold, and over that what was compiled since, each piece by where it stands. Everything is
/// bound when it is first asked for; the core's own predicates are a unit for themselves, loaded only if one is needed.
/// </summary>
public sealed class CompiledCode : IDisposable
{
    private readonly Representations representations;
    private readonly ImmutableList<LoadedUnit> units;
    private readonly ImmutableDictionary<SourceLocation, LoadedUnit>? later;
    private readonly Lazy<LoadedUnit> core;
    private readonly Lock gate = new();

    internal CompiledCode(Representations representations, LoadedUnit? unit, Lazy<LoadedUnit> core)
        : this(representations, unit is null ? [] : [unit], null, core)
    {
    }

    private CompiledCode(
        Representations representations, ImmutableList<LoadedUnit> units, ImmutableDictionary<SourceLocation, LoadedUnit>? later, Lazy<LoadedUnit> core)
    {
        this.representations = representations;
        this.units = units;
        this.later = later;
        this.core = core;
    }

    internal ImmutableList<LoadedUnit> Units => units;

    /// <summary>The namespaces of the holders of modules that were compiled.</summary>
    internal IReadOnlyDictionary<ModuleDeclaration, string> Spaces
    {
        get
        {
            var spaces = new Dictionary<ModuleDeclaration, string>();
            foreach (var unit in units)
            {
                foreach (var (module, space) in unit.Spaces)
                    spaces.TryAdd(module, space);
            }

            return spaces;
        }
    }

    /// <summary>The assemblies that hold code of the program, loaded, with what they were loaded from; and the paths of those that it refers to.</summary>
    public IEnumerable<(Assembly Assembly, byte[] Image)> CodeAssemblies => units.Where(unit => unit.HasCode).Select(unit => (unit.Load(), unit.Image.Dll));

    public IEnumerable<string> ReferencedPaths => units.SelectMany(unit => unit.Unit.References).Select(reference => reference.Path).Distinct();

    /// <summary>An assembly that the program refers to by its path, as its own bodies see it.</summary>
    internal Assembly? FindReferenced(string name) => units.Select(unit => unit.FindReferenced(name)).FirstOrDefault(found => found is not null);

    /// <summary>The names under which C# that is written outside of any file sees the code of these modules: <c>global::iris_dag.Code</c>.</summary>
    public IEnumerable<string> HoldersOf(IEnumerable<ModuleDeclaration> modules)
    {
        var spaces = Spaces;
        return modules.Where(module => !module.Code.IsEmpty && spaces.ContainsKey(module)).Select(module => UnitGenerator.HolderIn(spaces[module]));
    }

    /// <summary>The C# type of a declared type's values; of a list, an <c>IReadOnlyList</c> of the elements' type.</summary>
    public Type RepresentationOf(DagType type)
    {
        lock (gate)
            return FindRepresentation(type);
    }

    /// <summary>An empty list for values of a type.</summary>
    internal System.Collections.IList NewListOf(DagType type)
        => (System.Collections.IList)(Activator.CreateInstance(typeof(List<>).MakeGenericType(RepresentationOf(type))) ?? throw new UnreachableException("a list was made"));

    /// <summary>The same with what the declaration says of null and of the names in tuples.</summary>
    internal AnnotatedType AnnotationOf(DagType type)
    {
        lock (gate)
            return FindAnnotation(type);
    }

    /// <summary>A declared type's C# as generated code writes it.</summary>
    public string CSharpOf(DagType type)
    {
        lock (gate)
            return representations.CSharpOf(type);
    }

    /// <summary>The body in C#, or null for a script, a marker and what is given by hand.</summary>
    public TaskBody? BodyOf(TaskDeclaration task)
        => CodeOf(task) is { } code && OwnerOf(code.At) is { } owner ? owner.Unit.DelegateOf<TaskBody>(owner.Key) : null;

    /// <summary>Whether C# of the program itself may be asked about values: a predicate, or a type.</summary>
    internal bool AsksOwnCode => units.Any(unit => unit.Unit.Entries.Values.Any(entry => entry is not GeneratedEntry.Body));

    /// <summary>Whether values of a type are made by C# that the program brings along.</summary>
    internal bool IsMadeByOwnCode(DagType type)
    {
        lock (gate)
            return representations.FindKnown(type) is null;
    }

    /// <summary>Whether C# of the program itself, and not only of the core, is asked whether a value is of a type.</summary>
    public bool HasOwnPredicates(DagType type)
        => type.Lineage().Any(each => each.Predicates.OfType<TypePredicate.Where>().Any(where => where.At.Source.Origin != SourceOrigin.Core)
            || (each.Form is TypeForm.ListOf(var element) && HasOwnPredicates(element)));

    public ValuePredicate PredicateOf(TypePredicate.Where predicate) => new(DelegateOf<Func<ClrValue, bool>>(predicate.Code.At));

    /// <summary>An <c>else</c> text with its holes filled. What they throw goes to who asks.</summary>
    public string MessageOf(MessageTemplate message, DagType type, ClrValue value) => DelegateOf<Func<ClrValue, string>>(message.At)(value);

    /// <summary>The lines of .dag files that an exception passed on its way, the deepest first.</summary>
    /// <param name="task">Whose body it was, where that is known: several tasks may share one.</param>
    public EquatableList<DiagnosticNote> FramesOf(Exception thrown, TaskDeclaration? task = null) => BodyTrace.Of(thrown, units, task);

    public void Dispose()
    {
        foreach (var unit in units)
            unit.Dispose();
        if (core.IsValueCreated)
            core.Value.Dispose();
    }

    /// <summary>Whether the C# of a task is compiled already.</summary>
    internal bool Knows(SourceLocation at) => OwnerOf(at) is not null;

    /// <summary>This program with more C# over it.</summary>
    internal CompiledCode With(Representations known, LoadedUnit unit)
        => new(known, units.Add(unit), (later ?? ImmutableDictionary<SourceLocation, LoadedUnit>.Empty).SetItems(unit.PlaceKeys.Keys.Select(at => KeyValuePair.Create(at, unit))), core);

    /// <summary>Unloads what was compiled since and is used no more: bodies and pins that others took the place of. An undo loads them again.</summary>
    internal void ReleaseUnused(Env env)
    {
        foreach (var unit in units.Skip(1))
        {
            if (unit is { IsLoaded: true, HasCode: false } && unit.Unit.Entries.Values.All(entry => entry is GeneratedEntry.Body body && !IsUsed(body, env)))
                unit.Release();
        }
    }

    /// <summary>Unloads what was compiled over another program, which stays as it is.</summary>
    internal void ReleaseOver(CompiledCode below)
    {
        foreach (var unit in units.Except(below.units))
            unit.Dispose();
    }

    /// <summary>The C# of a task's body.</summary>
    internal static CSharpFragment? CodeOf(TaskDeclaration task) => task.Body switch
    {
        BodyDeclaration.Expression(var code) => code,
        BodyDeclaration.Block(var code) => code,
        _ => null,
    };

    private static bool IsUsed(GeneratedEntry.Body body, Env env)
        => body.Sharers.Prepend(body.Task).Any(task => env.FindTask(task.Name) is { } now && CodeOf(env.Effective(now)) == CodeOf(task));

    private Type FindRepresentation(DagType type) => representations.FindKnown(type) ?? type.Root.Form switch
    {
        TypeForm.Of(var code) when OwnerOf(code.At) is { } owner => owner.Unit.TypeOf(owner.Key),
        TypeForm.ListOf(var element) => typeof(IReadOnlyList<>).MakeGenericType(FindRepresentation(element)),
        _ => throw new UnreachableException($"the representation of '{type}' was asked for, though it was wrong"),
    };

    private AnnotatedType FindAnnotation(DagType type) => type.Root.Form switch
    {
        TypeForm.Of(var code) when representations.FindKnown(type) is null && OwnerOf(code.At) is { } owner => owner.Unit.AnnotationOf(owner.Key),
        TypeForm.ListOf(var element) => AnnotatedType.ListOf(FindAnnotation(element)),
        _ => AnnotatedType.Of(FindRepresentation(type)).WithoutNull(),
    };

    private T DelegateOf<T>(SourceLocation at)
        where T : Delegate
        => OwnerOf(at) is { } owner ? owner.Unit.DelegateOf<T>(owner.Key) : throw new UnreachableException($"the C# at {at} was not compiled");

    private (LoadedUnit Unit, string Key)? OwnerOf(SourceLocation at)
    {
        if (later is not null && later.TryGetValue(at, out var unit))
            return (unit, unit.PlaceKeys[at]);
        if (units.Count > 0 && units[0].PlaceKeys.TryGetValue(at, out var key))
            return (units[0], key);

        return at.Source.Origin == SourceOrigin.Core && core.Value.PlaceKeys.TryGetValue(at, out var ofCore) ? (core.Value, ofCore) : null;
    }
}
