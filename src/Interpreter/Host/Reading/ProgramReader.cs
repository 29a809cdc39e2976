using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Runtime.Masking;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Loading;
using Dag.Language.Querying;
using Dag.Language.Syntax;
using Dag.Language.Types;

namespace Dag.Interpreter.Host.Reading;

/// <summary>Reader of programs: completes what the language has loaded with compiled C# and checked defaults, and notes the secrets in it.</summary>
/// <param name="runsCode">Whether C# of the program may run while it is read.</param>
internal sealed class ProgramReader(ISourceReader reader, BodyCompiler compiler, SecretTexts secrets, TimeProvider clock, bool runsCode)
{
    /// <summary>A program with a text on top of it, as if the text stood at its end.</summary>
    /// <param name="expectations">The expectations of a test, whose C# is compiled too.</param>
    public ReadResult ReadMore(DagProgram program, SyntaxTree tree, ITaskStates states, Func<Env, IReadOnlyList<ProductExpectation>>? expectations, bool runPredicates)
    {
        var next = Loader.LoadMore(reader, program.Loaded, tree, states);
        secrets.Add(SecretValues.In(next.Env));
        if (next.HasErrors)
            return new(null, program.Env, next.Diagnostics, false);

        var compiled = compiler.CompileMore(program.Compiled, next.Env, next.Touched, expectations?.Invoke(next.Env) ?? []);
        var (types, tasks) = (next.Env.Types.Values.Where(type => type.At?.Source == tree.Source), next.Touched.Select(next.Env.FindTask).OfType<TaskDeclaration>());
        return Complete(next, program.Main, compiled, whole => [.. DefaultsCheck.Run(next.Env, whole, types, tasks, runPredicates && runsCode, clock), .. ScriptCheck.Run(next.Env, tasks, whole)]);
    }

    public ReadResult Complete(ModuleSet loaded, bool runPredicates)
    {
        secrets.Add(SecretValues.In(loaded.Env));
        if (loaded.Main is not { } main)
            return new(null, loaded.Env, loaded.Diagnostics, false);

        var compiled = compiler.Compile(loaded.Env, EarlierTasks(loaded));
        return Complete(loaded, main, compiled, program => [.. DefaultsCheck.Run(loaded.Env, program, runPredicates && runsCode, clock), .. ScriptCheck.Run(loaded.Env, loaded.Env.Tasks.Values, program)]);
    }

    private static ReadResult Complete(ModuleSet loaded, ModuleDeclaration main, CompileResult compiled, Func<CompiledCode, EquatableList<Diagnostic>> checkDefaults)
    {
        var ofDefaults = compiled.Program is { } made ? checkDefaults(made) : [];
        EquatableList<Diagnostic> diagnostics = [.. loaded.Diagnostics, .. WithoutEchoes(compiled.Diagnostics, loaded), .. ofDefaults];
        var whole = compiled.Program is { } right && !diagnostics.Any(diagnostic => diagnostic.IsError)
            ? new DagProgram(loaded, main, right) { HasWarnings = !diagnostics.IsEmpty }
            : null;
        return new(whole, loaded.Env, diagnostics, compiled.UsedCompiler);
    }

    // What the compiler makes of a code block that has no end, which has been said.
    private static IEnumerable<Diagnostic> WithoutEchoes(EquatableList<Diagnostic> said, ModuleSet loaded)
    {
        var broken = loaded.HasErrors ? loaded.Env.Modules.SelectMany(module => module.Code).Where(code => loaded.Diagnostics.Any(error => IsIn(code, error))).ToList() : [];
        return said.Where(message => !broken.Exists(code => IsIn(code, message)));
    }

    private static bool IsIn(CSharpFragment code, Diagnostic said)
        => said.At is { } at && at.Source == code.Source && at.Span.Start >= code.Span.Start - 1 && at.Span.Start <= code.Span.End;

    // Those that a run of the file still sees, though a later change took them away.
    private static IEnumerable<TaskDeclaration> EarlierTasks(ModuleSet loaded)
        => loaded.Steps.OfType<ScriptStep.Run>().Where(run => !ReferenceEquals(run.Graph.Env.Tasks, loaded.Env.Tasks))
            .SelectMany(run => run.Graph.Env.Tasks.Values.Where(task => !ReferenceEquals(loaded.Env.FindTask(task.Name), task)).Concat(run.Graph.Env.Pins.Keys.Select(pinned => run.Graph.Env.Effective(run.Graph.Env.Tasks[pinned]))))
            .Distinct();
}
