using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Runtime.Masking;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Loading;

namespace Dag.Interpreter.Host.Running;

/// <summary>Planner of runs: targets and options of a program to the plans of its steps.</summary>
internal static class RunPlanner
{
    public static PlanResult Plan(DagProgram program, RunOptions options, ISourceReader reader, OptionSources sources, bool runsCode, SecretTexts secrets, TimeProvider clock)
    {
        var diagnostics = new List<Diagnostic>();
        options = ListArguments.Claim(program, options);
        secrets.Add(SecretValues.In(program.Env, options.Options));
        var files = ValuesFiles.Read(options.With, reader, diagnostics);
        secrets.Add(SecretValues.In(program.Env, files));
        var given = new InvocationValues(options.Options, files, sources.Read);
        var result = Invoker.Invoke(program.Env, program.Compiled, StepsOf(program, options, diagnostics), given, runsCode, clock, options.Flags);
        foreach (var invocation in result.Invocations)
            secrets.Add(SecretValues.In(invocation));
        diagnostics.AddRange(result.Diagnostics);
        return new(EndOf(diagnostics), result.Invocations.Map(Plans.Planning.Plan.Of), diagnostics.ToEquatableList()) { Files = files };
    }

    // A name that nothing has is a slip on the command line; a value that is refused is more.
    private static RunStatus EndOf(List<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.IsError).ToList();
        return errors.Count == 0 ? RunStatus.Succeeded : errors.TrueForAll(error => error.Subject == DiagnosticSubject.Name) ? RunStatus.NameUnknown : RunStatus.OptionsWrong;
    }

    private static EquatableList<InvocationStep> StepsOf(DagProgram program, RunOptions options, List<Diagnostic> diagnostics)
    {
        if (!options.Targets.IsEmpty)
            return [new(program.Env, options.Targets.SelectMany(target => Targets.Find(program, target, diagnostics)).ToEquatableList())];

        var runs = program.Loaded.Steps.OfType<ScriptStep.Run>().ToList();
        if (runs.Count > 0)
            return runs.Select(run => new InvocationStep(run.Graph.Env, run.Targets.Map(target => target.Text))).ToEquatableList();

        var leaves = program.Env.LeavesOf(program.Main).Map(leaf => leaf.Text);
        if (leaves.IsEmpty)
            diagnostics.Add(InvokingErrors.NothingToRun(program.Main.Source.Path));
        return leaves.IsEmpty ? [] : [new(program.Env, leaves)];
    }
}
