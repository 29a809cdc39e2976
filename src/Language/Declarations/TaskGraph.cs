using System.Collections.Immutable;
using Dag.Language.Collections;

namespace Dag.Language.Declarations;

/// <summary>
/// The edges of an env as it would be run, both ways. The way back is found once for a whole env and kept for those that come of it by changes:
/// a change costs what it touches.
/// </summary>
public sealed class TaskGraph
{
    private readonly Lazy<Dictionary<TaskName, List<TaskName>>> first;
    private readonly ImmutableDictionary<TaskName, EquatableList<TaskName>>? since;

    private TaskGraph(Env env, Lazy<Dictionary<TaskName, List<TaskName>>> first, ImmutableDictionary<TaskName, EquatableList<TaskName>>? since)
    {
        Env = env;
        this.first = first;
        this.since = since;
    }

    public Env Env { get; }

    public static TaskGraph Of(Env env) => new(env, new(() => Turned(env)), null);

    /// <summary>The graph of another env that differs from this one's in the edges of those tasks at most.</summary>
    public TaskGraph After(Env next, IEnumerable<TaskName> touched)
    {
        var changed = since;
        foreach (var task in touched)
        {
            var (before, after) = (DepsOf(Env, task).Distinct().ToList(), DepsOf(next, task).Distinct().ToList());
            foreach (var gone in before.Except(after))
                changed = (changed ?? ImmutableDictionary<TaskName, EquatableList<TaskName>>.Empty).SetItem(gone, Dependents(changed, gone).Where(each => each != task).ToEquatableList());
            foreach (var come in after.Except(before))
                changed = (changed ?? ImmutableDictionary<TaskName, EquatableList<TaskName>>.Empty).SetItem(come, Dependents(changed, come).Add(task));
        }

        return new(next, first, changed);
    }

    public IEnumerable<TaskName> DepsOf(TaskName task) => DepsOf(Env, task);

    /// <summary>Who needs it, in the order they were declared or changed.</summary>
    public EquatableList<TaskName> DependentsOf(TaskName task) => Dependents(since, task);

    /// <summary>Those of some tasks that there are, and all that follow from them.</summary>
    public IReadOnlySet<TaskName> FollowersOf(IEnumerable<TaskName> tasks)
    {
        var found = new HashSet<TaskName>();
        var waiting = new Stack<TaskName>(tasks.Where(task => Env.FindTask(task) is not null));
        while (waiting.TryPop(out var task))
        {
            if (!found.Add(task))
                continue;

            foreach (var dependent in DependentsOf(task))
                waiting.Push(dependent);
        }

        return found;
    }

    private EquatableList<TaskName> Dependents(ImmutableDictionary<TaskName, EquatableList<TaskName>>? changed, TaskName task)
        => changed is not null && changed.TryGetValue(task, out var known) ? known : first.Value.TryGetValue(task, out var loaded) ? loaded.ToEquatableList() : [];

    private static IEnumerable<TaskName> DepsOf(Env env, TaskName name)
        => env.FindTask(name) is { } task ? env.Effective(task).Deps.Select(dep => dep.Task) : [];

    private static Dictionary<TaskName, List<TaskName>> Turned(Env env)
    {
        var turned = new Dictionary<TaskName, List<TaskName>>();
        foreach (var task in env.Tasks.Values)
        {
            foreach (var dep in env.Effective(task).Deps)
            {
                if (!turned.TryGetValue(dep.Task, out var dependents))
                    turned.Add(dep.Task, dependents = []);
                if (dependents.Count == 0 || dependents[^1] != task.Name)
                    dependents.Add(task.Name);
            }
        }

        return turned;
    }
}
