using System.Runtime.CompilerServices;
using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Loading;
using Dag.Language.Types;

namespace Dag.Interpreter.Tests.Bodies;

/// <summary>A temporary folder with a program and a store, and what the compiler makes of it.</summary>
internal sealed class ProgramFolder : IDisposable
{
    public ProgramFolder(params (string Name, string Text)[] files)
    {
        Folder = Directory.CreateTempSubdirectory("dag-bodies-").FullName;
        foreach (var (name, text) in files)
            Write(name, text);
    }

    public string Folder { get; }

    public string StoreFolder => Path.Combine(Folder, "store");

    public static ProgramFolder Of(string text) => new(("main.dag", text));

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, name)) ?? Folder);
        File.WriteAllText(Path.Combine(Folder, name), text);
    }

    public ModuleSet Load()
        => Loader.Load(new DiskSourceReader(Path.Combine(AppContext.BaseDirectory, "stdlib")), Path.Combine(Folder, "main.dag"));

    public CompileResult Compile(Env env) => new BodyCompiler(new(StoreFolder), AppContext.BaseDirectory).Compile(env);

    public CompiledBench Bench()
    {
        var loaded = Load();
        Lines(loaded.Diagnostics).ShouldBeEmpty();
        var result = Compile(loaded.Env);
        Lines(result.Diagnostics.Where(diagnostic => diagnostic.IsError)).ShouldBeEmpty();
        return new(loaded.Env, result.Program.ShouldNotBeNull(), result);
    }

    /// <summary>What is wrong with the C#, a line a message: place, code, text, hint.</summary>
    public string[] Mistakes() => Lines(Compile(Load().Env).Diagnostics);

    public static string[] Lines(IEnumerable<Diagnostic> diagnostics)
        => diagnostics.Select(each => $"{Place(each)} {each.Code} {each.Message}{(each.Hint is null ? "" : $" Hint: {each.Hint}")}").ToArray();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Place(Diagnostic diagnostic)
        => diagnostic.At is { } at ? $"{Path.GetFileName(at.Source.Path)} {at.Start}-{at.End}" : "-";
}

/// <summary>A compiled program, and its bodies and predicates by name.</summary>
internal sealed record CompiledBench(Env Env, CompiledCode Program, CompileResult Result) : IDisposable
{
    public TaskDeclaration Task(string name) => Env.FindTask(new(name)).ShouldNotBeNull();

    public DagType Type(string name) => Env.FindType(new(name)).ShouldNotBeNull();

    public TaskBody Body(string task) => Program.BodyOf(Task(task)).ShouldNotBeNull();

    // Not inlined, and no async, so that no value of a collectible assembly stays on the caller's stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public object? Run(string task, params object?[] arguments)
        => Body(task)(Context(), Array.ConvertAll(arguments, argument => new ClrValue(argument))).AsTask().GetAwaiter().GetResult().Raw;

    public bool Holds(string type, object value)
        => Program.PredicateOf(Type(type).Predicates.OfType<TypePredicate.Where>().Single()).Holds(new(value));

    public string Message(string type, object value)
        => Program.MessageOf(
            (Type(type).Predicates[0] switch { TypePredicate.Where where => where.Message, TypePredicate.In closed => closed.Message, _ => null }).ShouldNotBeNull(),
            Type(type),
            new(value));

    public void Dispose() => Program.Dispose();

    private static TaskContext Context() => new(Path.GetTempPath(), 1, SilentSink.Instance, [], CancellationToken.None);
}
