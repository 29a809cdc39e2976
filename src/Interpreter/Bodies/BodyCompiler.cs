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
    public CompileResult Compile(Env env)
    {
        var diagnostics = new List<Diagnostic>();
        var modules = env.Modules.Where(module => !IsCore(module)).ToList();
        var references = References.Find(modules, programFolder, diagnostics);
        var (generator, unit) = Generate(env, modules, references);
        diagnostics.AddRange(RelativePaths.Find(env));
        var core = new Lazy<CompiledProgram.CoreUnit>(() => LoadCore(env));
        if (diagnostics.Exists(diagnostic => diagnostic.IsError))
            return new(null, diagnostics.ToEquatableList(), false);
        if (unit.IsEmpty)
            return new(new(generator, null, core), diagnostics.ToEquatableList(), false);

        var key = UnitKey.Of(unit);
        var image = store.Find(key);
        var isKnown = image is not null;
        image ??= CompileAndKeep(unit, key, diagnostics);
        var program = image is null ? null : new CompiledProgram(generator, new(image, unit), core);
        return new(program, diagnostics.ToEquatableList(), !isKnown);
    }

    /// <summary>Puts the core's predicates into the store, so that no program has to compile them.</summary>
    public void CompileCore(Env env) => LoadCore(env).Unit.Dispose();

    private static bool IsCore(ModuleDeclaration module) => module.IsStandard && Path.GetFileName(module.Source.Path) == "core.dag";

    private static (UnitGenerator Generator, GeneratedUnit Unit) Generate(Env env, List<ModuleDeclaration> modules, IReadOnlyList<string> references)
    {
        var used = UsedTypes(env);
        var sources = modules.ToDictionary(module => module.Source);
        var types = env.Types.Values.Where(type => type.At is { } at && sources.TryGetValue(at.Source, out var module) && (!module.IsStandard || used.Contains(type))).ToList();
        var anchored = types.Where(type => NeedsCompiling(type) || !sources[type.Root.At?.Source ?? modules[0].Source].IsStandard).ToList();
        var tasks = env.Tasks.Values.Where(task => sources.ContainsKey(task.Module.Source)).ToList();
        var generator = new UnitGenerator(env);
        return (generator, generator.Generate(modules, anchored, tasks, references));
    }

    private static bool NeedsCompiling(DagType type)
        => !type.Predicates.IsEmpty || (type.Form is TypeForm.Of(var code) && KnownTypes.Find(code.Text, keywordsOnly: true) is null);

    private static HashSet<DagType> UsedTypes(Env env)
    {
        var used = new HashSet<DagType>();
        foreach (var task in env.Tasks.Values)
        {
            foreach (var option in task.Options)
                Use(option.Type);
            if (task.Product is { } product)
                Use(product);
        }

        foreach (var type in env.Types.Values.Where(type => type.At is { } at && env.Modules.Any(module => !module.IsStandard && ReferenceEquals(module.Source, at.Source))))
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

    private CompiledProgram.CoreUnit LoadCore(Env env)
    {
        var core = env.Modules.First(IsCore);
        var generator = new UnitGenerator(env);
        var unit = generator.Generate([core], env.Types.Values.Where(type => type.At?.Source == core.Source && !type.Predicates.IsEmpty).ToList(), [], []);
        var key = UnitKey.Of(unit);
        var problems = new List<Diagnostic>();
        var image = store.Find(key) ?? CompileAndKeep(unit, key, problems)
            ?? throw new UnreachableException($"the core does not compile: {string.Join("; ", problems.Select(problem => problem.Message))}");
        return new(new(image, unit), generator);
    }

    // Not inlined: until it is called, no type of the compiler is looked at.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private CompiledImage? CompileAndKeep(GeneratedUnit unit, string key, List<Diagnostic> diagnostics)
    {
        var image = UnitCompilation.Compile(unit, diagnostics);
        if (image is not null)
            store.Keep(key, image);
        return image;
    }
}
