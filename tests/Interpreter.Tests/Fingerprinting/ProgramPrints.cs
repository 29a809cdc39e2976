using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.Tests.Bodies;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Formatting;
using Dag.Language.Parsing;
using Dag.Language.Text;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>Generated programs on disk, read and invoked as any other, and the fingerprints of their tasks. Their C# is not compiled: no fingerprint asks for that.</summary>
internal sealed class ProgramPrints : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly ProgramFolder core = ProgramFolder.Of("task nothing { run sh \"true\" }");
    private readonly CompiledBench bench;

    public ProgramPrints() => bench = core.Bench();

    /// <summary>By the tasks' names in the model.</summary>
    /// <param name="dress">What does not count is written as it comes, and for every second program our formatter goes over it.</param>
    public Dictionary<string, string> Of(AnyProgram program, Random? dress = null)
    {
        var text = new ProgramText(program, dress);
        using var folder = FolderOf(program, text, isFormatted: dress?.Next(2) == 0);
        var loaded = folder.Load();
        ProgramFolder.Lines(loaded.Diagnostics).ShouldBeEmpty($"{text.Main()}\n{text.Library()}");
        var given = program.Tasks.SelectMany(task => task.Options.Where(option => option.Given is not null).Select(option => new OptionArgument(text.NameOf(task.Name), option.Name, option.Value)));
        var result = Invoker.Invoke(loaded.Env, bench.Program, [new(loaded.Env, program.Tasks.Select(task => text.NameOf(task.Name)).ToEquatableList())], new(given.ToEquatableList(), [], (_, _, _) => throw new System.Diagnostics.UnreachableException()));
        ProgramFolder.Lines(result.Diagnostics).ShouldBeEmpty(text.Main());
        var fingerprints = new TaskFingerprint(loaded.Env, AppContext.BaseDirectory, new(Key), (file, _) => file.Identity);
        return program.Tasks.ToDictionary(task => task.Name, task => Of(program, task, result.Invocations[0].Tasks.First(invoked => invoked.Declaration.Name.Text == text.NameOf(task.Name)), fingerprints, loaded.Env.Languages));
    }

    /// <summary>What the compiler has against a program: it is one, or the generator is wrong.</summary>
    public static string[] MistakesOf(AnyProgram program, Random? dress)
    {
        using var folder = FolderOf(program with { Reference = null }, new(program with { Reference = null }, dress), isFormatted: false);
        return folder.Mistakes();
    }

    public void Dispose()
    {
        bench.Dispose();
        core.Dispose();
    }

    private static ProgramFolder FolderOf(AnyProgram program, ProgramText text, bool isFormatted)
    {
        var folder = new ProgramFolder((text.LibraryName, text.Library()), ("data.csv", program.File), ("lib.dll", program.Reference ?? ""));
        folder.Write("main.dag", isFormatted ? Formatter.Format(Parser.Parse(new SourceText("main.dag", text.Main()))) : text.Main());
        return folder;
    }

    private static string Of(AnyProgram program, AnyTask task, BoundTask invoked, TaskFingerprint fingerprints, OrderedMap<LanguageName, LanguageDeclaration> languages)
    {
        var deps = invoked.Declaration.Deps.Select(dep =>
        {
            var made = program.Task(task.Deps.First(each => each.Local == dep.LocalName).Task).Made;
            return new DepContent(dep.LocalName, dep.Product.ShouldNotBeNull(), ContentHasher.Of(new ClrValue(made)).ShouldNotBeNull());
        });
        var variables = invoked.Declaration.PassedVariables.Map(variable => program.Variables.GetValueOrDefault(variable.Name));
        var language = invoked.Declaration.Body is BodyDeclaration.Script script ? languages[script.Language] : null;
        return fingerprints.Of(invoked, deps.ToList(), variables, language).ShouldNotBeNull().Fingerprint.Digits;
    }
}
