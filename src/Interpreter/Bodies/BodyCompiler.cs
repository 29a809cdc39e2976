using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Types;

namespace Dag.Interpreter.Bodies;

/// <summary>
/// Makes a program's C# callable: all of it in one compilation, taken from the store where the same was compiled before. Only then is
/// a compiler loaded: a process that finds everything in the store never loads one.
/// </summary>
public sealed class BodyCompiler(BodyStore store, string programFolder)
{
    public CompileResult Compile(Env env, CancellationToken cancellation = default)
    {
        var diagnostics = new List<Diagnostic>();
        var representations = new Representations(env);
        var modules = env.Modules.Where(module => !IsCore(module)).ToList();
        var references = References.Find(modules, programFolder, diagnostics);
        var generator = new UnitGenerator(env, representations);
        var unit = Generate(env, generator, modules, references);
        diagnostics.AddRange(RelativePaths.Find(env));
        if (diagnostics.Exists(diagnostic => diagnostic.IsError))
            return new(null, diagnostics.ToEquatableList(), false);

        var core = new Lazy<CompiledProgram.CoreUnit>(() => LoadCore(env, representations));
        if (unit.IsEmpty)
            return new(new(generator, representations, null, core), diagnostics.ToEquatableList(), false);

        var key = UnitKey.Of(unit);
        if (store.Find(key) is { } known)
            return new(new(generator, representations, new(known, unit), core), diagnostics.ToEquatableList(), false);

        var refusal = default(string);
        var image = CompileAndKeep(unit, key, diagnostics, ref refusal, cancellation);
        var program = image is null ? null : new CompiledProgram(generator, representations, new(image, unit), core);
        return new(program, diagnostics.ToEquatableList(), true) { StoreRefusal = refusal };
    }

    /// <summary>Puts the core's predicates into the store, so that no program has to compile them.</summary>
    public void CompileCore(Env env) => LoadCore(env, new Representations(env)).Unit.Dispose();

    private static bool IsCore(ModuleDeclaration module) => module.IsStandard && Path.GetFileName(module.Source.Path) == "core.dag";

    private static GeneratedUnit Generate(Env env, UnitGenerator generator, List<ModuleDeclaration> modules, IReadOnlyList<FoundReference> references)
    {
        var own = modules.Where(module => !module.IsStandard).Select(module => module.Source).ToHashSet();
        var standard = modules.Where(module => module.IsStandard).Select(module => module.Source).ToHashSet();
        var used = standard.Count == 0 ? [] : UsedTypes(env, type => type.At is { } at && own.Contains(at.Source));
        var types = env.Types.Values.Where(type => type.At is { } at && (own.Contains(at.Source) || (standard.Contains(at.Source) && used.Contains(type)))).ToList();
        var tasks = env.Tasks.Values.Where(task => task.Body is BodyDeclaration.Expression or BodyDeclaration.Block).ToList();
        return generator.Generate(modules, types, tasks, references);
    }

    // Those of tasks and of the files themselves, with all that they are made of.
    private static HashSet<DagType> UsedTypes(Env env, Func<DagType, bool> isOwn)
    {
        var used = new HashSet<DagType>();
        foreach (var task in env.Tasks.Values)
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

    private CompiledProgram.CoreUnit LoadCore(Env env, Representations representations)
    {
        var core = env.Modules.First(IsCore);
        var generator = new UnitGenerator(env, representations);
        var unit = generator.Generate([core], env.Types.Values.Where(type => type.At?.Source == core.Source).ToList(), [], []);
        var key = UnitKey.Of(unit);
        var (problems, refusal) = (new List<Diagnostic>(), default(string));
        var image = store.Find(key) ?? CompileAndKeep(unit, key, problems, ref refusal, CancellationToken.None)
            ?? throw new UnreachableException($"the core does not compile: {string.Join("; ", problems.Select(problem => problem.Message))}");
        return new(new(image, unit), generator);
    }

    // Not inlined: until it is called, no type of the compiler is looked at.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private CompiledImage? CompileAndKeep(GeneratedUnit unit, string key, List<Diagnostic> diagnostics, ref string? refusal, CancellationToken cancellation)
    {
        var unreadable = References.FindUnreadable(unit.References).ToList();
        diagnostics.AddRange(unreadable);
        if (unreadable.Count > 0)
            return null;

        var image = UnitCompilation.Compile(unit, key, diagnostics, cancellation);
        if (image is not null)
            refusal = store.Keep(key, image);
        return image;
    }
}
