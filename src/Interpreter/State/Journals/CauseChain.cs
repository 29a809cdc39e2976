using Dag.Language.Collections;

namespace Dag.Interpreter.State.Journals;

/// <summary>The first causes of why a task's product is another in one run than in a run before: what is otherwise in its own work and, through its deps, in theirs.</summary>
internal sealed class CauseChain(RunHistory history, string file, RunRecord before, RunRecord run)
{
    private readonly Dictionary<string, EquatableList<string>> known = new(StringComparer.Ordinal);

    /// <summary>A line each; none where the journals do not tell.</summary>
    public EquatableList<string> Of(string task)
    {
        if (known.TryGetValue(task, out var found))
            return found;

        // A journal that leads in a circle is a damaged one.
        known[task] = [];
        return known[task] = Causes(task).Distinct().ToEquatableList();
    }

    private IEnumerable<string> Causes(string task)
    {
        if (FindIn(run, task) is not { } now || FindIn(before, task) is not { } old)
            return [];
        if (now.Outcome == TaskOutcome.Given || old.Outcome == TaskOutcome.Given)
            return [now.Outcome == old.Outcome ? $"another product of {task} is pinned" : now.Outcome == TaskOutcome.Given ? $"{task} is pinned" : $"{task} is no longer pinned"];

        var (nowParts, oldParts) = (PartsOf(now), PartsOf(old));
        if (nowParts.IsEmpty || oldParts.IsEmpty)
            return now.Outcome == TaskOutcome.Made ? [$"{task} ran again"] : [];

        var changed = FingerprintDiff.Between(oldParts, nowParts, task).Changed;
        if (changed.IsEmpty)
            return now.Outcome == TaskOutcome.Made ? [$"{task} ran again and made another product from the same inputs"] : [];

        return changed.SelectMany(change => change.Maker is { } maker && Of(maker) is { IsEmpty: false } causes ? causes : [change.Text]);
    }

    // A run of some targets does not come to every task: then the one before it counts.
    private TaskRecord? FindIn(RunRecord last, string task)
        => last.Find(task) ?? history.Runs.SkipWhile(each => string.CompareOrdinal(each.Name, last.Name) >= 0).Where(each => each.IsOf(file)).Select(each => each.Find(task)).FirstOrDefault(found => found is not null);

    // Those of a product that was reused are where it was made.
    private EquatableList<PartRecord> PartsOf(TaskRecord task)
        => !task.Parts.IsEmpty || task.Work is null ? task.Parts : history.Runs.Select(each => each.Maker(task)).FirstOrDefault(maker => maker is not null)?.Parts ?? [];
}
