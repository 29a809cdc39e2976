using System.Text;
using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.Tests.Bodies;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Loading;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Tests.Invoking;

/// <summary>A program, read and compiled in a folder of its own, and what is said when it is checked or asked for.</summary>
internal sealed class Desk : IDisposable
{
    private readonly CompiledCode program;
    private readonly ModuleSet loaded;

    public Desk(string text)
    {
        Folder = Directory.CreateTempSubdirectory("dag-invoking-").FullName;
        var path = Write("p.dag", text);
        loaded = Loader.Load(new DiskSourceReader(Path.Combine(AppContext.BaseDirectory, "stdlib")), path);
        loaded.Diagnostics.ShouldBeEmpty();
        Env = loaded.Env;
        var compiled = new BodyCompiler(new BodyStore(SharedCode.Folder), AppContext.BaseDirectory).Compile(Env);
        compiled.Diagnostics.ShouldBeEmpty();
        program = compiled.Program.ShouldNotBeNull();
    }

    public Env Env { get; }

    public string Folder { get; }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public InvocationResult Invoke(string targets, params OptionArgument[] options)
        => Invoker.Invoke(Env, program, [new(Env, Words(targets))], new(options.ToEquatableList(), [], (_, _, _) => throw new System.Diagnostics.UnreachableException()));

    /// <summary>The secrets that sources have given.</summary>
    public SecretTexts Secrets { get; } = new();

    /// <summary>The same as <see cref="Ask"/>, with files of values and variables of the caller's.</summary>
    public string AskWith(string targets, string[] files, Dictionary<string, string> variables, params OptionArgument[] options)
        => AskWith(targets, files, variables, runsCommands: true, options);

    public string AskWith(string targets, string[] files, Dictionary<string, string> variables, bool runsCommands, params OptionArgument[] options)
    {
        var diagnostics = new List<Diagnostic>();
        var texts = ValuesFiles.Read(files.Select(file => Path.Combine(Folder, file)).ToEquatableList(), new DiskSourceReader(AppContext.BaseDirectory), diagnostics);
        var sources = new OptionSources(new CallerVariables(variables), Secrets, runsCommands);
        var result = Invoker.Invoke(Env, program, [new(Env, Words(targets))], new(options.ToEquatableList(), texts, sources.Read));
        return Describe(result with { Diagnostics = [.. diagnostics, .. result.Diagnostics.Map(Secrets.Mask)] });
    }

    public InvocationResult InvokeRuns(params OptionArgument[] options)
        => Invoker.Invoke(Env, program, loaded.Steps.OfType<ScriptStep.Run>().Select(run => new InvocationStep(run.Graph.Env, run.Targets.Map(target => target.Text))).ToEquatableList(), new(options.ToEquatableList(), [], (_, _, _) => throw new System.Diagnostics.UnreachableException()));

    /// <summary>Everything said of an invocation; where nothing is, the options and where each value is from.</summary>
    public string Ask(string targets, params OptionArgument[] options) => Describe(Invoke(targets, options));

    public string Describe(InvocationResult result)
    {
        var said = Said(result.Diagnostics);
        if (result.HasErrors)
            return said;

        var lines = new StringBuilder(said);
        foreach (var task in result.Invocations.SelectMany(invocation => invocation.Tasks))
        {
            foreach (var option in task.Options)
                lines.Append($"{(lines.Length > 0 ? "\n" : "")}{task.Declaration.Name}.{option.Declaration.Name} = {TypeChecker.Show(option.Value, option.Declaration.Type)} ({option.Origin.Describe()})");
        }

        return Local(lines.ToString());
    }

    public string Check(bool withPredicates = true) => Said(DefaultsCheck.Run(Env, program, withPredicates));

    /// <summary>Why a value is not of a type, with the places of what refused it; or "fits".</summary>
    public string Check<T>(T value, string type)
        => new TypeChecker(program).Check(new ClrValue(value), TypeOf(type)) is { } failure
            ? $"{failure.Message}{string.Concat(failure.Notes.Select(note => $"\n  {Note(note)}"))}{(failure.Hint is { } hint ? $"\n  help: {hint}" : "")}"
            : "fits";

    /// <summary>What a script wrote, read as a product of a declared type.</summary>
    public ProductReading ReadProduct(string written, string type)
    {
        var path = Write("product", written);
        return FileProduct.Read(path, program.AnnotationOf(TypeOf(type)));
    }

    /// <summary>A literal bound to a declared type, as a pin is.</summary>
    public BindResult Bind(string literal, string type)
    {
        var parsed = Parser.ParseValue(new SourceText("<pin>", literal));
        parsed.Diagnostics.ShouldBeEmpty(literal);
        return new ValueBinder(Folder).Bind(parsed.Value.ShouldNotBeNull().Value, program.AnnotationOf(TypeOf(type)));
    }

    public string Print<T>(T value, string type) => ProductText.Print(new ClrValue(value), TypeOf(type));

    public string Said(IEnumerable<Diagnostic> diagnostics) => Local(string.Join('\n', diagnostics.Select(Say)));

    public void Dispose()
    {
        program.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private DagType TypeOf(string name) => Env.FindType(new(name)).ShouldNotBeNull();

    private static EquatableList<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToEquatableList();

    private string Local(string text) => text.Replace(Folder + "/", "");

    private static string Say(Diagnostic diagnostic)
    {
        var place = diagnostic.At is { } at ? $"{Path.GetFileName(at.Source.Path)}:{at.Start} `{at.Text}` " : "";
        var text = new StringBuilder($"{diagnostic.Code} {place}{(diagnostic.IsError ? "" : "warning: ")}{diagnostic.Message}");
        foreach (var note in diagnostic.Notes)
            text.Append($"\n  {Note(note)}");
        return diagnostic.Hint is { } hint ? text.Append($"\n  help: {hint}").ToString() : text.ToString();
    }

    private static string Note(DiagnosticNote note) => note.At is { } at ? $"{note.Message}, {Path.GetFileName(at.Source.Path)}:{at.Start} `{at.Text}`" : note.Message;
}
