using Dag.Language.Collections;

namespace Dag.Language.Declarations;

/// <summary>
/// The edges of an env as it would be run, both ways, and who names whom in its declarations. The way back is found once for a whole env and kept for
/// those that come of it by changes: a change costs what it touches.
/// </summary>
public sealed class TaskGraph
{
    private readonly WayBack effective;
    private readonly WayBack declared;

    private TaskGraph(Env env, WayBack effective, WayBack declared)
    {
        Env = env;
        this.effective = effective;
        this.declared = declared;
    }

    public Env Env { get; }

    public static TaskGraph Of(Env env) => new(env, WayBack.Of(env, DepsOf), WayBack.Of(env, NamedBy));

    /// <summary>The graph of another env that differs from this one's in the edges of those tasks at most.</summary>
    public TaskGraph After(Env next, IEnumerable<TaskName> touched)
    {
        var names = touched.ToList();
        return new(next, effective.After(Env, next, names), declared.After(Env, next, names));
    }

    public IEnumerable<TaskName> DepsOf(TaskName task) => DepsOf(Env, task);

    /// <summary>Who needs it, in the order they were declared or changed.</summary>
    public EquatableList<TaskName> DependentsOf(TaskName task) => effective.To(task);

    /// <summary>Who names it as a dep, wherever that edge leads by now; what an override has replaced counts too.</summary>
    public EquatableList<TaskName> NamersOf(TaskName task) => declared.To(task);

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

    private static IEnumerable<TaskName> DepsOf(Env env, TaskName name)
        => env.FindTask(name) is { } task ? env.Effective(task).Deps.Select(dep => dep.Task) : [];

    private static IEnumerable<TaskName> NamedBy(Env env, TaskName name)
        => env.FindTask(name) is { } task ? task.Deps.Concat(task.Original?.Deps ?? []).Select(dep => dep.Task) : [];
}
