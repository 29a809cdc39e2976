using System.Collections.Immutable;
using Dag.Language.Collections;

namespace Dag.Language.Declarations;

/// <summary>Edges of an env turned round: who leads to a task. Found once for a whole env; what changed since lies over it.</summary>
internal sealed class WayBack
{
    private readonly Func<Env, TaskName, IEnumerable<TaskName>> edgesOf;
    private readonly Lazy<Dictionary<TaskName, EquatableList<TaskName>>> first;
    private readonly ImmutableDictionary<TaskName, OrderedMap<TaskName, bool>>? since;

    private WayBack(
        Func<Env, TaskName, IEnumerable<TaskName>> edgesOf, Lazy<Dictionary<TaskName, EquatableList<TaskName>>> first, ImmutableDictionary<TaskName, OrderedMap<TaskName, bool>>? since)
    {
        this.edgesOf = edgesOf;
        this.first = first;
        this.since = since;
    }

    public static WayBack Of(Env env, Func<Env, TaskName, IEnumerable<TaskName>> edgesOf) => new(edgesOf, new(() => Turned(env, edgesOf)), null);

    /// <summary>In the order they were declared or changed.</summary>
    public EquatableList<TaskName> To(TaskName task)
        => since is not null && since.TryGetValue(task, out var changed) ? changed.Keys.ToEquatableList() : first.Value.GetValueOrDefault(task);

    /// <summary>The way back of another env that differs in the edges of those tasks at most.</summary>
    public WayBack After(Env env, Env next, IEnumerable<TaskName> touched)
    {
        var changed = since;
        foreach (var task in touched)
        {
            var (before, after) = (edgesOf(env, task).ToHashSet(), edgesOf(next, task).ToHashSet());
            foreach (var gone in before)
            {
                if (!after.Contains(gone))
                    changed = Changed(changed, gone, Current(changed, gone).Remove(task));
            }

            foreach (var come in after)
            {
                if (!before.Contains(come))
                    changed = Changed(changed, come, Current(changed, come).Set(task, true));
            }
        }

        return changed == since ? this : new(edgesOf, first, changed);
    }

    private OrderedMap<TaskName, bool> Current(ImmutableDictionary<TaskName, OrderedMap<TaskName, bool>>? changed, TaskName task)
        => changed is not null && changed.TryGetValue(task, out var known) ? known
            : OrderedMap<TaskName, bool>.From(first.Value.GetValueOrDefault(task).Map(each => KeyValuePair.Create(each, true)));

    private static ImmutableDictionary<TaskName, OrderedMap<TaskName, bool>> Changed(
        ImmutableDictionary<TaskName, OrderedMap<TaskName, bool>>? before, TaskName task, OrderedMap<TaskName, bool> leading)
        => (before ?? ImmutableDictionary<TaskName, OrderedMap<TaskName, bool>>.Empty).SetItem(task, leading);

    private static Dictionary<TaskName, EquatableList<TaskName>> Turned(Env env, Func<Env, TaskName, IEnumerable<TaskName>> edgesOf)
    {
        var turned = new Dictionary<TaskName, List<TaskName>>();
        foreach (var name in env.Tasks.Keys)
        {
            foreach (var to in edgesOf(env, name))
            {
                if (!turned.TryGetValue(to, out var leading))
                    turned.Add(to, leading = []);
                if (leading.Count == 0 || leading[^1] != name)
                    leading.Add(name);
            }
        }

        return turned.ToDictionary(pair => pair.Key, pair => pair.Value.ToEquatableList());
    }
}
