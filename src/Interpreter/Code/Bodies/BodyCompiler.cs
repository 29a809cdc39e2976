using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// Makes a program's C# callable: all of it in one compilation, taken from the store where the same was compiled before. Only then is
/// a compiler loaded: a process that finds everything in the store never loads one. What comes later is compiled alone, against what is there.
/// </summary>
public sealed class BodyCompiler(BodyStore store, string programFolder)
{
    /// <param name="earlier">Tasks that are not in the env any more, but that a step of the file still runs.</param>
    public CompileResult Compile(Env env, IEnumerable<TaskDeclaration>? earlier = null, CancellationToken cancellation = default)
    {
        var representations = new Representations(env);
        var modules = env.Modules.Where(module => !IsCore(module)).ToList();
        var tasks = env.Tasks.Values.Concat(env.Pins.Keys.Select(pinned => env.Effective(env.Tasks[pinned]))).Concat(earlier ?? [])
            .Where(task => CompiledCode.CodeOf(task) is not null).ToList();
        var stored = StorageCheck.Concerned(env.Tasks.Values.Concat(earlier ?? []));
        var content = new UnitContent(modules, TypesToCompile(env, modules, env.Tasks.Values), tasks, []) { Stored = ProductsOf(stored) };
        var (unit, found) = Make(env, new UnitGenerator(env, representations), content, [], cancellation);
        var core = new Lazy<LoadedUnit>(() => LoadCore(env, representations));
        return found.HasErrors ? found.Result(null) : Finish(new(representations, unit, core), unit, representations, stored, found, all: found.UsedCompiler);
    }

    /// <summary>The same program with what an env has more: modules, types, the C# of the touched tasks, and what a test expects.</summary>
    public CompileResult CompileMore(
        CompiledCode below, Env env, IEnumerable<TaskName> touched, IReadOnlyList<ProductExpectation> expectations, CancellationToken cancellation = default)
    {
        var spaces = below.Spaces;
        var changed = touched.Select(env.FindTask).OfType<TaskDeclaration>().Select(env.Effective).ToList();
        var tasks = changed.Where(task => CompiledCode.CodeOf(task) is { } code && !below.Knows(code.At)).ToList();
        var added = env.Modules.Where(module => !IsCore(module) && !spaces.ContainsKey(module)).ToList();
        var types = TypesToCompile(env, added, changed).Where(type => !IsKnown(below, type)).ToList();
        var sources = types.Select(type => type.At?.Source).Concat(expectations.Select(expected => expected.Holds.Code.Source)).ToHashSet();
        var modules = added.Concat(tasks.Select(task => task.Module)).Concat(env.Modules.Where(module => sources.Contains(module.Source))).Distinct().ToList();
        var stored = StorageCheck.Concerned(changed);
        if (modules.Count == 0 && stored.Count == 0)
            return new(below, [], false);

        var representations = new Representations(env);
        var content = new UnitContent(modules, types, tasks, expectations) { Stored = ProductsOf(stored) };
        var (unit, found) = Make(env, new UnitGenerator(env, representations, spaces), content, below.Units, cancellation);
        return found.HasErrors ? found.Result(null) : Finish(unit is null ? below : below.With(representations, unit), unit, representations, stored, found, all: true);
    }

    /// <summary>Compiles the core's predicates into a folder that is to lie beside the program, so that no program has to compile them.</summary>
    public static void ShipCore(Env env, string folder)
    {
        var (key, unit, _) = GenerateCore(env, new Representations(env));
        BodyStore.Ship(folder, key, CompileCore(unit, key));
    }

    private static bool IsCore(ModuleDeclaration module) => module.Source.Origin == SourceOrigin.Core;

    private static bool IsKnown(CompiledCode below, DagType type)
        => type.Predicates.OfType<TypePredicate.Where>().Any(where => below.Knows(where.Code.At)) || (type.Form is TypeForm.Of(var code) && below.Knows(code.At));

    private static List<DagType> ProductsOf(IReadOnlyList<TaskDeclaration> tasks) => tasks.Select(task => task.Product).OfType<DagType>().Distinct().ToList();

    // What was compiled is kept only once nothing is found wrong with it, so that what is kept need not be looked at again.
    private CompileResult Finish(
        CompiledCode program, LoadedUnit? unit, Representations representations, IReadOnlyList<TaskDeclaration> stored, Found found, bool all)
    {
        if (stored.Count > 0)
            found.Diagnostics.AddRange(new StorageCheck(program, representations).Run(stored, all));
        if (found.HasErrors)
        {
            unit?.Dispose();
            return found.Result(null);
        }

        if (found.Compiled is var (key, image))
            found.Refusal = store.Save(key, image);
        return found.Result(program);
    }

    // Of the standard library only what is used.
    private static List<DagType> TypesToCompile(Env env, List<ModuleDeclaration> modules, IEnumerable<TaskDeclaration> tasks)
    {
        var own = modules.Where(module => !module.IsStandard).Select(module => module.Source).ToHashSet();
        var standard = env.Modules.Where(module => module.IsStandard && !IsCore(module)).Select(module => module.Source).ToHashSet();
        var used = standard.Count == 0 ? [] : UsedTypes(env, tasks, type => type.At is { } at && own.Contains(at.Source));
        return env.Types.Values.Where(type => type.At is { } at && (own.Contains(at.Source) || (standard.Contains(at.Source) && used.Contains(type)))).ToList();
    }

    // Those of tasks and of the files themselves, with all that they are made of.
    private static HashSet<DagType> UsedTypes(Env env, IEnumerable<TaskDeclaration> tasks, Func<DagType, bool> isOwn)
    {
        var used = new HashSet<DagType>();
        foreach (var task in tasks)
        {
            foreach (var option in task.Options)
                Use(option.Type);
            if (task.Product is { } product)
                Use(product);
        }

        foreach (var type in env.Types.Values.Where(isOwn))
            Use(type);
        return used;

        void Use(DagType type)
        {
            foreach (var ancestor in type.Lineage())
            {
                if (used.Add(ancestor) && ancestor.Form is TypeForm.ListOf(var element))
                    Use(element);
            }
        }
    }

    private (LoadedUnit? Unit, Found Found) Make(Env env, UnitGenerator generator, UnitContent content, IReadOnlyList<LoadedUnit> beneath, CancellationToken cancellation)
    {
        var found = new Found();
        var references = References.Find(content.Modules, programFolder, found.Diagnostics)
            .Concat(beneath.SelectMany(lower => lower.Unit.References)).DistinctBy(reference => reference.Path).ToList();
        var unit = generator.Generate(content, references);
        found.Diagnostics.AddRange(RelativePaths.Find(content.Modules.Where(module => generator.IsWritten(module)), content.Tasks));
        found.Diagnostics.AddRange(AmbientUse.Find(content.Modules.Where(module => generator.IsWritten(module)), content.Tasks, content.Types));
        if (found.HasErrors || unit.IsEmpty)
            return (null, found);

        var key = UnitKey.Of(unit, beneath);
        var image = store.Find(key) ?? Compile(unit, key, beneath, found, cancellation);
        return (image is null ? null : new LoadedUnit(image, unit, generator, key, beneath), found);
    }

    private LoadedUnit LoadCore(Env env, Representations representations)
    {
        var (key, unit, generator) = GenerateCore(env, representations);
        var image = store.Find(key);
        if (image is null)
        {
            image = CompileCore(unit, key);
            store.Save(key, image);
        }

        return new(image, unit, generator, key, []);
    }

    private static (string Key, GeneratedUnit Unit, UnitGenerator Generator) GenerateCore(Env env, Representations representations)
    {
        var core = env.Modules.First(IsCore);
        var generator = new UnitGenerator(env, representations);
        var unit = generator.Generate(new([core], env.Types.Values.Where(type => type.At?.Source == core.Source).ToList(), [], []), []);
        return (UnitKey.Of(unit, []), unit, generator);
    }

    private static CompiledImage CompileCore(GeneratedUnit unit, string key)
    {
        var problems = new Found();
        return Compile(unit, key, [], problems, CancellationToken.None)
            ?? throw new UnreachableException($"the core does not compile: {string.Join("; ", problems.Diagnostics.Select(problem => problem.Message))}");
    }

    // Not inlined: until it is called, no type of the compiler is looked at.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CompiledImage? Compile(GeneratedUnit unit, string key, IReadOnlyList<LoadedUnit> beneath, Found found, CancellationToken cancellation)
    {
        var unreadable = References.FindUnreadable(unit.References).ToList();
        found.UsedCompiler = true;
        found.Diagnostics.AddRange(unreadable);
        if (unreadable.Count > 0)
            return null;

        var image = UnitCompilation.Compile(unit, key, beneath, found.Diagnostics, cancellation);
        found.Compiled = image is null ? null : (key, image);
        return image;
    }

    // What came up on the way.
    private sealed class Found
    {
        public List<Diagnostic> Diagnostics { get; } = [];

        public bool UsedCompiler { get; set; }

        /// <summary>What is not in the store yet, with the key it goes under.</summary>
        public (string Key, CompiledImage Image)? Compiled { get; set; }

        public string? Refusal { get; set; }

        public bool HasErrors => Diagnostics.Exists(diagnostic => diagnostic.IsError);

        public CompileResult Result(CompiledCode? program) => new(program, Diagnostics.ToEquatableList(), UsedCompiler) { StoreRefusal = Refusal };
    }
}
