using Dag.Interpreter.Bodies;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Invoking;

/// <summary>Makes an invocation of targets and given options, or says everything that is wrong with it. Nothing has run by then.</summary>
public sealed class Invoker
{
    private readonly Env env;
    private readonly EquatableList<TaskName> targets;
    private readonly OrderedMap<OptionName, LocatedValue> settings;
    private readonly List<Diagnostic> diagnostics = [];
    private readonly Dictionary<OptionName, GivenOption> given = [];
    private readonly HashSet<TaskName> needed = [];
    private readonly OptionBinder binder;

    private Invoker(Env env, CompiledProgram program, EquatableList<TaskName> targets, OrderedMap<OptionName, LocatedValue> settings)
    {
        this.env = env;
        this.targets = targets;
        this.settings = settings;
        binder = new(program, diagnostics);
    }

    public static InvocationResult Invoke(
        Env env, CompiledProgram program, EquatableList<string> targets, EquatableList<GivenOption> options, OrderedMap<OptionName, LocatedValue> settings)
    {
        var unknown = new List<Diagnostic>();
        var known = new List<TaskName>();
        foreach (var target in targets)
        {
            if (env.FindTask(new(target)) is { } task)
                known.Add(task.Name);
            else
                unknown.Add(InvokingErrors.UnknownTarget(target, Suggestion.For(target, env.Tasks.Keys.Select(name => name.Text))));
        }

        var invoker = new Invoker(env, program, known.Distinct().ToEquatableList(), settings);
        invoker.diagnostics.AddRange(unknown);
        return invoker.Invoke(options);
    }

    private InvocationResult Invoke(EquatableList<GivenOption> options)
    {
        foreach (var target in targets)
            Need(target);
        foreach (var option in options)
            Take(option);

        var tasks = new List<InvokedTask>(needed.Count);
        foreach (var task in env.Tasks.Values)
        {
            if (needed.Contains(task.Name))
                tasks.Add(new(task, OptionsOf(task)));
        }

        CheckTheUnneeded();
        var isWrong = diagnostics.Exists(diagnostic => diagnostic.IsError);
        return new(isWrong ? null : new(env, targets, tasks.ToEquatableList()), diagnostics.ToEquatableList());
    }

    private void Need(TaskName name)
    {
        var waiting = new Stack<TaskName>();
        waiting.Push(name);
        while (waiting.TryPop(out var next))
        {
            if (!needed.Add(next) || env.FindTask(next) is not { } task)
                continue;

            foreach (var dep in task.Deps)
                waiting.Push(dep.Task);
        }
    }

    private void Take(GivenOption option)
    {
        if (option.Task is { } named)
        {
            TakeOfTask(option, named);
            return;
        }

        var takers = targets.Where(target => env.FindTask(target)?.FindOption(option.Option) is not null).ToList();
        foreach (var taker in takers)
            given[new(taker, option.Option)] = option;
        if (takers.Count > 0 || targets.IsEmpty)
            return;

        var options = targets.SelectMany(target => env.FindTask(target)?.Options.Select(each => each.Name) ?? []);
        diagnostics.Add(InvokingErrors.UnknownOptionOfTargets(option.Option, targets, Suggestion.For(option.Option, options)));
    }

    private void TakeOfTask(GivenOption option, string named)
    {
        if (env.FindTask(new(named)) is not { } task)
        {
            diagnostics.Add(InvokingErrors.UnknownTarget(named, Suggestion.For(named, env.Tasks.Keys.Select(name => name.Text))));
            return;
        }

        if (task.FindOption(option.Option) is null)
        {
            var hint = Suggestion.For(option.Option, task.Options.Select(each => each.Name));
            diagnostics.Add(InvokingErrors.UnknownOptionOfTask(option.TypedWithoutValue, named, option.Option, hint));
            return;
        }

        given[new(task.Name, option.Option)] = option;
    }

    private EquatableList<BoundOption> OptionsOf(TaskDeclaration task)
    {
        if (task.Options.IsEmpty)
            return [];

        var bound = new List<BoundOption>(task.Options.Count);
        foreach (var option in task.Options)
        {
            if (ValueOf(new(task.Name, option.Name), option) is { } value)
                bound.Add(value);
        }

        return bound.ToEquatableList();
    }

    private BoundOption? ValueOf(OptionName name, OptionDeclaration option)
    {
        if (given.Remove(name, out var flag))
            return binder.Bind(name, option, flag);
        if (settings.TryGet(name, out var setting))
            return binder.Bind(name, option, setting, new ValueOrigin.Setting(setting.At), filesMustExist: true);
        if (option.Default is { } literal)
            return binder.Bind(name, option, literal, new ValueOrigin.Default(literal.At), filesMustExist: true) is { } bound ? bound with { IsDefault = true } : null;

        diagnostics.Add(InvokingErrors.OptionMissing(option, name.Task, targets.Contains(name.Task)));
        return null;
    }

    // A value that nothing asks for is checked all the same: a mistake in it would bite another day.
    private void CheckTheUnneeded()
    {
        foreach (var (name, option) in given)
        {
            if (env.FindTask(name.Task)?.FindOption(name.Name) is { } declared)
                binder.Bind(name, declared, option);
            diagnostics.Add(InvokingErrors.NotNeeded(option.TypedWithoutValue, name.Task.Text));
        }
    }
}
