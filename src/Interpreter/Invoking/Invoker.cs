using Dag.Interpreter.Bodies;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Invoking;

/// <summary>Makes invocations of targets and given options, or says everything that is wrong with them. Nothing has run by then.</summary>
public sealed class Invoker
{
    private readonly Env env;
    private readonly List<Diagnostic> diagnostics = [];
    private readonly HashSet<TaskName> needed = [];
    private readonly OptionBinder binder;

    private Invoker(Env env, CompiledProgram program)
    {
        this.env = env;
        binder = new(program, diagnostics);
    }

    /// <summary>An invocation for each step. What is given must be of use to one of them, not to all.</summary>
    public static InvocationResult Invoke(Env env, CompiledProgram program, EquatableList<InvocationStep> steps, EquatableList<GivenOption> options)
    {
        var invoker = new Invoker(env, program);
        var invocations = invoker.Invoke(steps, options);
        var result = new InvocationResult(invocations.ToEquatableList(), invoker.diagnostics.Distinct().ToEquatableList());
        return result.HasErrors ? result with { Invocations = [] } : result;
    }

    private List<CheckedInvocation> Invoke(EquatableList<InvocationStep> steps, EquatableList<GivenOption> options)
    {
        var targets = steps.Map(step => KnownOf(step.Targets));
        var given = new GivenOptions(env, targets.SelectMany(each => each).Distinct().ToList(), options, diagnostics);
        var invocations = new List<CheckedInvocation>(steps.Count);
        for (var i = 0; i < steps.Count; i++)
            invocations.Add(new(env, targets[i], TasksOf(targets[i], steps[i].Settings, given)));

        CheckTheUnneeded(given);
        return invocations;
    }

    private EquatableList<TaskName> KnownOf(EquatableList<string> targets)
    {
        var known = new List<TaskName>(targets.Count);
        foreach (var target in targets)
        {
            if (env.FindTask(new(target)) is { } task)
                known.Add(task.Name);
            else
                diagnostics.Add(InvokingErrors.UnknownTarget(target, TaskSuggestion.For(target, env)));
        }

        return known.Distinct().ToEquatableList();
    }

    private EquatableList<InvokedTask> TasksOf(EquatableList<TaskName> targets, OrderedMap<OptionName, LocatedValue> settings, GivenOptions given)
    {
        var reached = ReachedFrom(targets);
        needed.UnionWith(reached);
        var tasks = new List<InvokedTask>(reached.Count);
        foreach (var task in env.Tasks.Values)
        {
            if (reached.Contains(task.Name))
                tasks.Add(new(task, OptionsOf(task, targets, settings, given)));
        }

        return tasks.ToEquatableList();
    }

    private HashSet<TaskName> ReachedFrom(EquatableList<TaskName> targets)
    {
        var reached = new HashSet<TaskName>();
        var waiting = new Stack<TaskName>(targets);
        while (waiting.TryPop(out var next))
        {
            if (!reached.Add(next) || env.FindTask(next) is not { } task)
                continue;

            foreach (var dep in task.Deps)
                waiting.Push(dep.Task);
        }

        return reached;
    }

    private EquatableList<BoundOption> OptionsOf(
        TaskDeclaration task, EquatableList<TaskName> targets, OrderedMap<OptionName, LocatedValue> settings, GivenOptions given)
    {
        if (task.Options.IsEmpty)
            return [];

        var bound = new List<BoundOption>(task.Options.Count);
        foreach (var option in task.Options)
        {
            var name = new OptionName(task.Name, option.Name);
            var value = given.Find(name) is { } flag ? binder.BindGiven(name, option, flag)
                : settings.TryGet(name, out var setting) ? binder.BindSetting(name, option, setting)
                : option.Default is { } literal ? binder.BindDefault(name, option, literal)
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
    private void CheckTheUnneeded(GivenOptions given)
    {
        foreach (var (name, option) in given.All)
        {
            if (needed.Contains(name.Task) || env.FindTask(name.Task)?.FindOption(name.Name) is not { } declared)
                continue;

            binder.BindGiven(name, declared, option);
            diagnostics.Add(InvokingErrors.NotNeeded(option.TypedWithoutValue, name.Task));
        }
    }
}
