using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.Storing;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Host.Running;

/// <summary>
/// Removal of the cached products of a file's tasks: of every version of their work, since what a task depends on may come out as it was before. A store
/// may be shared by files that have tasks of the same name: what the journals know only of another file stays.
/// </summary>
internal sealed class ProductRemoval(ProductMemory memory, StoreMaintenance? store, RunHistory history, string file, DateTimeOffset now)
{
    /// <summary>How many products of each task were removed, the parts that its body cached itself included.</summary>
    public EquatableList<TaskRemoval> Remove(EquatableList<TaskName> tasks)
    {
        var meant = tasks.ToArray().Select(task => new Meant(task)).ToList();
        var (own, others) = (new Dictionary<string, Meant>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var run in history.Runs)
        {
            var isOwn = run.IsOf(file);
            foreach (var record in run.Tasks.Where(record => record.Work is not null))
            {
                if (!isOwn)
                    others.Add(record.Work ?? "");
                else if (meant.Find(each => each.Task.Text == record.Task) is { } task)
                    own.TryAdd(record.Work ?? "", task);
            }
        }

        Meant? Find(string maker, Fingerprint work)
            => own.GetValueOrDefault(work.Digits) ?? (others.Contains(work.Digits) ? null : meant.Find(each => each.IsMaker(maker)));

        memory.Forget((maker, work) => Find(maker, work)?.Add(work) is not null);
        if (store?.Entries((work, product) => Find(product.Task, work)?.Add(work) is not null) is { Count: > 0 } entries)
            store.Delete(entries, now);
        return meant.Select(each => new TaskRemoval(each.Task, each.Count)).ToEquatableList();
    }

    private sealed class Meant(TaskName task)
    {
        private readonly HashSet<string> works = new(StringComparer.Ordinal);

        public TaskName Task => task;

        public int Count => works.Count;

        // A part that a body cached itself has the name of its task and its own.
        public bool IsMaker(string maker) => maker == task.Text || maker.StartsWith($"{task.Text} '", StringComparison.Ordinal);

        public Meant Add(Fingerprint work)
        {
            works.Add(work.Digits);
            return this;
        }
    }
}

/// <summary>A task whose cached products were removed, and how many they were; 0 where nothing was cached.</summary>
public sealed record TaskRemoval(TaskName Task, int Products);
