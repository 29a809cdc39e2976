using Dag.Language.Collections;

namespace Dag.Interpreter.State.Journals;

/// <summary>
/// Why a task ran, or did not, when it was last reached: against the run before in which it was made, part by part of its fingerprint, and of a dep that
/// has changed on to the first causes.
/// </summary>
public sealed record WhyReport(RunRecord Run, TaskRecord Task, RunRecord? Against, EquatableList<WhyChange> Changes)
{
    /// <summary>The parts of its fingerprint that are what they were, a line each.</summary>
    public EquatableList<string> Unchanged { get; private init; } = [];

    /// <summary>The changes as lines; further causes of one stand below it.</summary>
    public EquatableList<string> Lines => Changes.SelectMany(change => change.Lines()).ToEquatableList();

    /// <summary>Where its product is kept, and why: as it was said when it was made.</summary>
    public CacheRecord? Kept => Task.Kept;

    /// <summary>Why what was made of it is not there any more, where it was kept in memory and had to go; and in which run.</summary>
    public string? Eviction { get; private init; }

    /// <summary>Null where no run of the file has reached the task.</summary>
    public static WhyReport? Of(RunHistory history, string file, string task)
        => Find(history, file, task) is { } found ? found with { Eviction = LossOf(history, found) } : null;

    private static string? LossOf(RunHistory history, WhyReport found)
        => history.Runs.TakeWhile(run => string.CompareOrdinal(run.Name, found.Run.Name) >= 0)
            .SelectMany(run => run.Lost.Where(lost => lost.Work == found.Task.Work).Select(lost => $"{lost.Why}, in run {run.Name}")).FirstOrDefault();

    private static WhyReport? Find(RunHistory history, string file, string task)
    {
        using var runs = history.Runs.GetEnumerator();
        while (runs.MoveNext())
        {
            if (runs.Current.IsOf(file) && runs.Current.Find(task) is { } found)
                return Of(history, runs.Current, found, runs, file);
        }

        return null;
    }

    private static WhyReport Of(RunHistory history, RunRecord run, TaskRecord task, IEnumerator<RunRecord> earlier, string file)
    {
        var isReused = task.Outcome == TaskOutcome.Reused;
        if (isReused && run.Maker(task) is { } here)
            return new(run, task, run, Because(Reused(task, here)));

        while (task.Work is not null && earlier.MoveNext())
        {
            var before = earlier.Current;
            if (isReused && before.Maker(task) is { } maker)
                return new(run, task, before, Because(Reused(task, maker)));
            if (!isReused && before.IsOf(file) && before.Find(task.Task) is { IsTried: true } tried)
                return Compare(history, run, task, before, tried, file);
        }

        return new(run, task, null, Because(Alone(task)));
    }

    /// <summary>What is otherwise in a piece of work than when it was tried before, or why it has to be done again though nothing is.</summary>
    public static EquatableList<string> WhyAgain(TaskRecord before, EquatableList<PartRecord> now)
    {
        var changed = FingerprintDiff.Between(before.Parts, now).Changed.Map(change => change.Text);
        return changed.IsEmpty ? [Gone(before)] : changed;
    }

    private static EquatableList<string> Alone(TaskRecord task) => task switch
    {
        { Outcome: TaskOutcome.Given } => [],
        { Outcome: TaskOutcome.Reused } => ["cached by an earlier run whose journal was deleted"],
        { BlockedBy: { } by } => [$"dependency '{by}' failed"],
        { Because: { } because } => [because],
        { Work: null } => ["its inputs cannot be compared"],
        _ => ["not run before"],
    };

    private static EquatableList<string> Reused(TaskRecord task, TaskRecord maker)
        => [maker.Task == task.Task ? "its product was cached then" : $"its product was cached then, by '{maker.Task}'"];

    private static EquatableList<WhyChange> Because(EquatableList<string> lines) => lines.Map(line => new WhyChange(line, []));

    private static WhyReport Compare(RunHistory history, RunRecord run, TaskRecord now, RunRecord against, TaskRecord before, string file)
    {
        var (changed, unchanged) = FingerprintDiff.Between(before.Parts, now.Parts);
        var chain = new CauseChain(history, file, against, run);
        var changes = changed.Select(change => new WhyChange(change.Text, change.Maker is { } maker ? chain.Of(maker) : [])).ToList();
        if ((now.Because ?? (changed.IsEmpty ? Gone(before) : null)) is { } because)
            changes.Add(new(because, []));
        return new(run, now, against, changes.ToEquatableList()) { Unchanged = unchanged };
    }

    private static string Gone(TaskRecord before) => before switch
    {
        { Outcome: TaskOutcome.Failed } => "it failed then",
        { Kept.Place: CachePlace.Memory or CachePlace.Refused } => "its product was cached in memory only, and that process has ended",
        { Kept: { Place: not CachePlace.Disk } kept } => $"its product is no longer cached: it was {kept}",
        _ => "its product was cached on disk and has been deleted",
    };
}

/// <summary>A reason why a task ran, and of a dep that has changed the first causes of that.</summary>
public sealed record WhyChange(string Text, EquatableList<string> Causes)
{
    private const int MostCauses = 20;

    /// <summary><c>dep features changed, because option lr of train 0.1 -> 0.2</c>; several causes stand below, a line each.</summary>
    public IEnumerable<string> Lines() => Causes.Count switch
    {
        0 => [Text],
        1 => [$"{Text}, because {Causes[0]}"],
        _ => [$"{Text}, because", .. Causes.Take(MostCauses).Select(cause => $"    {cause}"), .. Causes.Count > MostCauses ? [$"    and {Causes.Count - MostCauses} more"] : Array.Empty<string>()],
    };
}
