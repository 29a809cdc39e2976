using Dag.Interpreter.Code.Evaluating;
using Dag.Interpreter.Host.Running;
using Dag.Language.Declarations;
using Dag.Language.Querying;

namespace Dag.Interpreter.Host.Inspecting;

/// <summary>
/// What has been made in a session, and out of what: enough to say of any env which products still hold in it, without looking into a single product.
/// A product holds when the work of its task is written the same, and all that it was made from still holds.
/// </summary>
public sealed class SessionProducts : ITaskStates
{
    private readonly Dictionary<TaskName, SessionProduct> records = [];
    private readonly HashSet<TaskName> failed = [];
    private readonly Dictionary<TaskName, int> running = [];
    private readonly Lock gate = new();
    private int last;

    public bool IsEmpty
    {
        get
        {
            lock (gate)
                return records.Count == 0;
        }
    }

    public SessionProduct? Find(TaskName task)
    {
        lock (gate)
            return records.GetValueOrDefault(task);
    }

    /// <summary>The products of tasks, whether they still hold or not.</summary>
    public IReadOnlyList<SessionProduct> All
    {
        get
        {
            lock (gate)
                return [.. records.Values];
        }
    }

    /// <summary>The products as C# at the prompt sees them.</summary>
    public IReadOnlyList<ProductVariable> Variables => [.. All.Select(made => new ProductVariable(made.Id, made.Task.Declaration, made.Fetch))];

    /// <summary>Adds the products of a run, in the order of its plan.</summary>
    /// <param name="tookOf">How long a task of the run took; null where it did not run.</param>
    public void Add(Env env, IEnumerable<RunProduct> made, Func<TaskName, TimeSpan?> tookOf, DateTimeOffset at)
    {
        lock (gate)
        {
            foreach (var product in made)
                Add(env, product, tookOf, at);
        }
    }

    /// <summary>Forgets the products of tasks; what was made from them does not hold any more.</summary>
    public void Forget(IEnumerable<TaskName> tasks)
    {
        lock (gate)
        {
            foreach (var task in tasks)
                records.Remove(task);
        }
    }

    public void Started(TaskName task)
    {
        lock (gate)
            running[task] = running.GetValueOrDefault(task) + 1;
    }

    public void Ended(TaskName task, bool hasFailed)
    {
        lock (gate)
        {
            if (running.Remove(task, out var count) && count > 1)
                running[task] = count - 1;
            if (hasFailed)
                failed.Add(task);
            else
                failed.Remove(task);
        }
    }

    public IReadOnlySet<TaskName> TasksThatAre(TaskState state, Env env)
    {
        lock (gate)
        {
            return state switch
            {
                TaskState.Running => running.Keys.ToHashSet(),
                TaskState.Failed => failed.ToHashSet(),
                _ => Split(env, records.Values.Where(IsKnownAgain).Select(record => record.Task.Declaration.Name).Where(task => env.FindTask(task) is not null), wantsHolding: state == TaskState.Cached),
            };
        }
    }

    private void Add(Env env, RunProduct product, Func<TaskName, TimeSpan?> tookOf, DateTimeOffset at)
    {
        var (task, name) = (product.Task.Declaration, product.Task.Declaration.Name);
        if (task.Product is null || env.FindTask(name) is not { } declared)
            return;

        var deps = task.Deps.Select(dep => records.GetValueOrDefault(dep.Task)?.Id ?? 0).ToList();
        var work = TaskSource.Of(env, declared);
        var isSame = records.TryGetValue(name, out var known) && known.Work == work && known.Deps.SequenceEqual(deps) && known.Content is not null && known.Content == product.Content;
        var elapsed = tookOf(name) ?? known?.Took ?? TimeSpan.Zero;
        records[name] = new(isSame && known is not null ? known.Id : ++last, product.Task, product.Content, product.KeepForLater(), work, deps, elapsed, at);
    }

    // What is made every time, and what cannot be compared, is neither taken nor out of date.
    private static bool IsKnownAgain(SessionProduct record) => record.Content is not null && record.Task.Declaration.Cache != CacheMode.Never;

    private HashSet<TaskName> Split(Env env, IEnumerable<TaskName> tasks, bool wantsHolding)
    {
        var known = new Dictionary<TaskName, bool>();
        return [.. tasks.Where(task => Holds(env, task, known) == wantsHolding)];
    }

    private bool Holds(Env env, TaskName name, Dictionary<TaskName, bool> known)
    {
        if (known.TryGetValue(name, out var holds))
            return holds;
        if (!records.TryGetValue(name, out var record) || env.FindTask(name) is not { } task || record.Work != TaskSource.Of(env, task))
            return known[name] = false;

        var deps = env.Effective(task).Deps;
        holds = deps.Count == record.Deps.Count;
        for (var i = 0; holds && i < deps.Count; i++)
            holds = env.FindTask(deps[i].Task) is { Product: null } || (records.GetValueOrDefault(deps[i].Task)?.Id == record.Deps[i] && Holds(env, deps[i].Task, known));
        return known[name] = holds;
    }
}
