using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Plans.Binding;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Plans.Invoking;

/// <summary>Makes invocations of targets and given options, or says everything that is wrong with them. Nothing has run by then.</summary>
internal sealed class Invoker
{
    private readonly Env env;
    private readonly List<Diagnostic> diagnostics = [];
    private readonly HashSet<TaskName> needed = [];
    private readonly OptionBinder binder;
    private readonly Dictionary<OptionSource, OptionText> sourced = [];
    private readonly InvocationValues values;
    private readonly FileValues ofFiles;
    private readonly HashSet<OptionName> setAnyway = [];
    private readonly HashSet<OptionName> used = [];

    private Invoker(Env env, CompiledCode program, InvocationValues values, bool runsCode)
    {
        this.env = env;
        this.values = values;
        ofFiles = new(env, values.Files, diagnostics);
        binder = new(program, diagnostics, runsCode);
    }

    /// <summary>An invocation for each step. What is given must be of use to one of them, not to all.</summary>
    /// <param name="env">What names on the command line are looked up in.</param>
    /// <param name="flags">Flags of the command by their names, where they were written so that an option of a target could be meant as well.</param>
    /// <param name="runsCode">Without, no C# of the program runs: no predicate, and nothing that would make a value.</param>
    public static InvocationResult Invoke(
        Env env, CompiledCode program, EquatableList<InvocationStep> steps, InvocationValues values, bool runsCode = true, TimeProvider? clock = null, EquatableList<string> flags = default)
    {
        var (invoker, invocations) = (new Invoker(env, program, values, runsCode), new List<Invocation>());
        var (targets, given) = invoker.Resolve(steps, flags);
        // A command may ask a person for something, so it is not held to the time that predicates have.
        invoker.ReadSources(steps, targets, given);
        void Invoke() => invocations = invoker.Invoke(steps, targets, given);
        if (!runsCode)
            Invoke();
        else if (new CodeLimits(program, clock ?? TimeProvider.System).Run(Invoke) is { } wrong)
            return new([], [.. invoker.diagnostics.Distinct(), wrong]);

        var result = new InvocationResult(invocations.ToEquatableList(), invoker.diagnostics.Distinct().ToEquatableList());
        return result.HasErrors ? result with { Invocations = [] } : result;
    }

    private (List<EquatableList<TaskName>> Targets, OptionArguments Given) Resolve(EquatableList<InvocationStep> steps, EquatableList<string> flags)
    {
        var (targets, all) = (new List<EquatableList<TaskName>>(steps.Count), new List<TaskName>());
        foreach (var step in steps)
        {
            targets.Add(KnownOf(step));
            all.AddRange(targets[^1]);
        }

        CheckFlags(flags, all);
        return (targets, new OptionArguments(env, all.Distinct().ToList(), values.Arguments, diagnostics));
    }

    private void ReadSources(EquatableList<InvocationStep> steps, List<EquatableList<TaskName>> targets, OptionArguments given)
    {
        if (!env.Tasks.Values.Any(task => task.Options.Any(option => option.Source is not null)))
            return;

        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var task in TopologicalOrder.Of(steps[i].Env, targets[i]))
            {
                foreach (var option in task.Options)
                {
                    var name = new OptionName(task.Name, option.Name);
                    if (option.Source is { } source && given.Find(name) is null && !steps[i].Env.Settings.ContainsKey(name) && ofFiles.Find(name) is null && !sourced.ContainsKey(source))
                        sourced[source] = values.Read(name, option, source);
                }
            }
        }
    }

    private List<Invocation> Invoke(EquatableList<InvocationStep> steps, List<EquatableList<TaskName>> targets, OptionArguments given)
    {
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
        TaskDeclaration task, EquatableList<TaskName> targets, OrderedMap<OptionName, LocatedValue> settings, OptionArguments flags)
    {
        if (task.Options.IsEmpty)
            return [];

        var bound = new List<BoundOption>(task.Options.Count);
        foreach (var option in task.Options)
        {
            var name = new OptionName(task.Name, option.Name);
            var value = flags.Find(name) is { } flag ? binder.BindGiven(task, option, flag)
                : settings.TryGet(name, out var setting) ? Set(task, option, setting)
                : ofFiles.Find(name) is { } given ? OfFile(task, option, given)
                : option.Source is { } source && sourced.GetValueOrDefault(source) is { } read and not OptionText.Missing ? Sourced(task, option, source, read)
                : option.Default is { } literal ? binder.BindDefault(task, option, literal)
                : Missing(option, task, targets);
            if (value is not null)
                bound.Add(value);
        }

        return bound.ToEquatableList();
    }

    private BoundOption? Set(TaskDeclaration task, OptionDeclaration option, LocatedValue setting)
    {
        setAnyway.Add(new(task.Name, option.Name));
        return binder.BindSetting(task, option, setting);
    }

    private BoundOption? OfFile(TaskDeclaration task, OptionDeclaration option, FileValue value)
    {
        used.Add(new(task.Name, option.Name));
        return binder.BindValue(task, option, value);
    }

    private BoundOption? Sourced(TaskDeclaration task, OptionDeclaration option, OptionSource source, OptionText read)
    {
        if (read is OptionText.Found(var text))
            return binder.BindSourced(task, option, source, text);
        if (read is OptionText.Failed(var why))
            diagnostics.Add(why);
        return null;
    }

    private BoundOption? Missing(OptionDeclaration option, TaskDeclaration task, EquatableList<TaskName> targets)
    {
        if (option.Source is { } source && sourced.GetValueOrDefault(source) is OptionText.Missing(var why))
            diagnostics.Add(why);
        else
            diagnostics.Add(InvokingErrors.OptionMissing(option, task.Name, targets.Contains(task.Name)));
        return null;
    }

    // A value that nothing asks for is checked all the same: a mistake in it would bite another day.
    private void CheckTheUnneeded(OptionArguments given)
    {
        foreach (var (name, value) in ofFiles.All)
        {
            if (used.Contains(name) || env.FindTask(name.Task) is not { } task || task.FindOption(name.Name) is not { } option)
                continue;

            // One file serves many targets, so it may hold values that these do not need.
            binder.BindValue(task, option, value);
            if (setAnyway.Contains(name) && given.Find(name) is null && env.Settings.TryGet(name, out var set))
                diagnostics.Add(InvokingErrors.ValueOverridden(value.Value.At, name, set.At));
        }

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

/// <summary>What is given to a run from outside of its file.</summary>
/// <param name="Files">The files of <c>--with</c>, in their order.</param>
/// <param name="Read">Reads the source of an option's value; each is asked for once.</param>
internal sealed record InvocationValues(EquatableList<OptionArgument> Arguments, EquatableList<SourceText> Files, Func<OptionName, OptionDeclaration, OptionSource, OptionText> Read);

/// <summary>Targets by name, and the env they are to be made in, with the settings that hold for them: one of a file's runs, or what a command line asks for.</summary>
internal sealed record InvocationStep(Env Env, EquatableList<string> Targets);
