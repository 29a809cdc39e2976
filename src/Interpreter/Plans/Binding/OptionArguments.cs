using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>What flags give to which options. A flag without a task is for every target that has an option of its name.</summary>
internal sealed class OptionArguments
{
    private readonly Dictionary<OptionName, OptionArgument> given = [];

    public OptionArguments(Env env, IReadOnlyList<TaskName> targets, EquatableList<OptionArgument> options, List<Diagnostic> diagnostics)
    {
        foreach (var option in options)
        {
            if (option.Task is { } task)
                TakeOfTask(env, option, task, diagnostics);
            else
                TakeOfTargets(env, option, targets, diagnostics);
        }
    }

    public bool IsEmpty => given.Count == 0;

    public IEnumerable<(OptionName Name, OptionArgument Option)> All => given.Select(pair => (pair.Key, pair.Value));

    public OptionArgument? Find(OptionName name) => given.GetValueOrDefault(name);

    private void TakeOfTargets(Env env, OptionArgument option, IReadOnlyList<TaskName> targets, List<Diagnostic> diagnostics)
    {
        var takers = targets.Where(target => env.FindTask(target)?.FindOption(option.Option) is not null).ToList();
        foreach (var taker in takers)
            Give(new(taker, option.Option), option);

        // Without a target that is known there is nothing to measure it against, and that has been said.
        if (takers.Count > 0 || targets.Count == 0)
            return;

        var options = targets.SelectMany(target => env.FindTask(target)?.Options.Select(each => each.Name) ?? []);
        var owner = env.Tasks.Values.FirstOrDefault(task => task.FindOption(option.Option) is not null);
        diagnostics.Add(InvokingErrors.UnknownOptionOfTargets(option.Option, targets, Suggestion.For(option.Option, options) ?? (owner is null ? option.OtherwiseMeant : null), owner?.Name));
    }

    private void TakeOfTask(Env env, OptionArgument option, string named, List<Diagnostic> diagnostics)
    {
        if (env.FindTask(new(named)) is not { } task)
            diagnostics.Add(InvokingErrors.UnknownTaskOfOption(option.TypedWithoutValue, named, TaskSuggestion.For(named, env)));
        else if (task.FindOption(option.Option) is null)
            diagnostics.Add(InvokingErrors.UnknownOptionOfTask(option.TypedWithoutValue, task, option.Option));
        else
            Give(new(task.Name, option.Option), option);
    }

    // All that was given is kept, for an option that is a list takes all of it.
    private void Give(OptionName name, OptionArgument option)
        => given[name] = given.TryGetValue(name, out var earlier)
            ? option with { Earlier = earlier.Texts.ToEquatableList() }
            : option;
}
