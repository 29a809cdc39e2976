using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Plans.Binding;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Plans.Invoking;

/// <summary>Makes invocations of targets and given options, or says everything that is wrong with them. Nothing has run by then.</summary>
internal sealed class Invoker
{
    private readonly Env env;
    private readonly List<Diagnostic> diagnostics = [];
    private readonly HashSet<TaskName> needed = [];
    private readonly OptionBinder binder;

    private Invoker(Env env, CompiledCode program, bool runsCode)
    {
        this.env = env;
        binder = new(program, diagnostics, runsCode);
    }

    /// <summary>An invocation for each step. What is given must be of use to one of them, not to all.</summary>
    /// <param name="env">What names on the command line are looked up in.</param>
    /// <param name="flags">Flags of the command by their names, where they were written so that an option of a target could be meant as well.</param>
    /// <param name="runsCode">Without, no C# of the program runs: no predicate, and nothing that would make a value.</param>
    public static InvocationResult Invoke(
        Env env, CompiledCode program, EquatableList<InvocationStep> steps, EquatableList<OptionArgument> options, bool runsCode = true, TimeProvider? clock = null,
        EquatableList<string> flags = default)
    {
        var (invoker, invocations) = (new Invoker(env, program, runsCode), new List<Invocation>());
        void Invoke() => invocations = invoker.Invoke(steps, options, flags);
        if (!runsCode)
            Invoke();
        else if (new CodeLimits(program, clock ?? TimeProvider.System).Run(Invoke) is { } wrong)
            return new([], [.. invoker.diagnostics.Distinct(), wrong]);

        var result = new InvocationResult(invocations.ToEquatableList(), invoker.diagnostics.Distinct().ToEquatableList());
        return result.HasErrors ? result with { Invocations = [] } : result;
    }

    private List<Invocation> Invoke(EquatableList<InvocationStep> steps, EquatableList<OptionArgument> options, EquatableList<string> flags)
    {
        var (targets, all) = (new List<EquatableList<TaskName>>(steps.Count), new List<TaskName>());
        foreach (var step in steps)
        {
            targets.Add(KnownOf(step));
            all.AddRange(targets[^1]);
        }

        CheckFlags(flags, all);
        var given = new OptionArguments(env, all.Distinct().ToList(), options, diagnostics);
        var invocations = new List<Invocation>(steps.Count);
        for (var i = 0; i < steps.Count; i++)
            invocations.Add(new(steps[i].Env, targets[i], TasksOf(steps[i].Env, targets[i], given)));

        CheckTheUnneeded(given);
        return invocations;
    }

    // Whoever writes the name of an option means it, as often as not.
    private void CheckFlags(EquatableList<string> flags, List<TaskName> targets)
    {
        foreach (var flag in flags)
        {
            foreach (var target in targets)
            {
                if (env.FindTask(target)?.FindOption(flag) is { } option)
                    diagnostics.Add(InvokingErrors.FlagOrOption(flag, target, option));
            }
        }
    }

    private EquatableList<TaskName> KnownOf(InvocationStep step)
    {
        var known = new List<TaskName>(step.Targets.Count);
        foreach (var target in step.Targets)
        {
            if (step.Env.FindTask(new(target)) is not { } task)
                diagnostics.Add(InvokingErrors.UnknownTarget(target, TaskSuggestion.For(target, step.Env)));
            else if (step.Env.Disabled.TryGet(task.Name, out var at))
                diagnostics.Add(InvokingErrors.TargetDisabled(task.Name, at));
            else
                known.Add(task.Name);
        }

        return known.Distinct().ToEquatableList();
    }

    private EquatableList<BoundTask> TasksOf(Env asked, EquatableList<TaskName> targets, OptionArguments given)
    {
        var tasks = new List<BoundTask>();
        foreach (var task in TopologicalOrder.Of(asked, targets))
        {
            needed.Add(task.Name);
            var invoked = new BoundTask(task, OptionsOf(task, targets, asked.Settings, given));
            tasks.Add(task.Body is BodyDeclaration.Given(var literal) ? invoked with { Given = binder.BindPin(task, literal) } : invoked);
        }

        return tasks.ToEquatableList();
    }

    private EquatableList<BoundOption> OptionsOf(
        TaskDeclaration task, EquatableList<TaskName> targets, OrderedMap<OptionName, LocatedValue> settings, OptionArguments given)
    {
        if (task.Options.IsEmpty)
            return [];

        var bound = new List<BoundOption>(task.Options.Count);
        foreach (var option in task.Options)
        {
            var name = new OptionName(task.Name, option.Name);
            var value = given.Find(name) is { } flag ? binder.BindGiven(task, option, flag)
                : settings.TryGet(name, out var setting) ? binder.BindSetting(task, option, setting)
                : option.Default is { } literal ? binder.BindDefault(task, option, literal)
                : Missing(option, task, targets);
            if (value is not null)
                bound.Add(value);
        }

        return bound.ToEquatableList();
    }

    private BoundOption? Missing(OptionDeclaration option, TaskDeclaration task, EquatableList<TaskName> targets)
    {
        diagnostics.Add(InvokingErrors.OptionMissing(option, task.Name, targets.Contains(task.Name)));
        return null;
    }

    // A value that nothing asks for is checked all the same: a mistake in it would bite another day.
    private void CheckTheUnneeded(OptionArguments given)
    {
        if (given.IsEmpty)
            return;

        foreach (var (name, option) in given.All)
        {
            if (needed.Contains(name.Task) || env.FindTask(name.Task) is not { } task || task.FindOption(name.Name) is not { } declared)
                continue;

            binder.BindGiven(task, declared, option);
            diagnostics.Add(InvokingErrors.NotNeeded(option.TypedWithoutValue, name.Task));
        }
    }
}

/// <summary>An invocation for each step, or none at all and every reason why not; there may be warnings with either.</summary>
internal sealed record InvocationResult(EquatableList<Invocation> Invocations, EquatableList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.IsError);
}

/// <summary>Targets by name, and the env they are to be made in, with the settings that hold for them: one of a file's runs, or what a command line asks for.</summary>
internal sealed record InvocationStep(Env Env, EquatableList<string> Targets);
