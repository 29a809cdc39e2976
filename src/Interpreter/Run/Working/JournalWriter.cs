using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Text;

namespace Dag.Interpreter.Run.Working;

/// <summary>Writes into a run's journal how the work of its tasks ended, with the named parts of each fingerprint.</summary>
internal sealed class JournalWriter(RunJournal journal)
{
    public void Reused(TaskName task, Fingerprint work) => journal.Record(new(task.Text, TaskOutcome.Reused, work.Digits, TimeSpan.Zero, []));

    public void Given(TaskName task) => journal.Record(new(task.Text, TaskOutcome.Given, null, TimeSpan.Zero, []));

    public void Blocked(TaskName task, TaskName by) => journal.Record(new(task.Text, TaskOutcome.Blocked, null, TimeSpan.Zero, []) { BlockedBy = by.Text });

    public void Tried(TaskName task, WorkFingerprint? work, MakeResult.Tried tried, string? because)
        => journal.Record(new(task.Text, OutcomeOf(tried.End), work?.Fingerprint.Digits, tried.Took, work is null ? [] : PartsOf(work)) { Because = because, Kept = RecordOf(tried.Keeping), Trials = tried.Trials.ToEquatableList() });

    /// <summary>The named parts of a fingerprint as the journal has them.</summary>
    public static EquatableList<PartRecord> PartsOf(WorkFingerprint work) => work.Parts().Map(PartOf);

    public static void Evict(RunJournal journal, Eviction gone) => journal.RecordLoss(new EvictionRecord(gone.Task, gone.Work.Digits, gone.Why));

    private static TaskOutcome OutcomeOf(TrialResult end) => end switch
    {
        TrialResult.Made => TaskOutcome.Made,
        TrialResult.Stopped => TaskOutcome.Cancelled,
        _ => TaskOutcome.Failed,
    };

    private static PartRecord PartOf(FingerprintPart part) => new(part.Name, part.Digest)
    {
        Kind = part.Kind,
        Shown = part.Shown,
        Type = part.Type,
        Origin = part.Origin,
        Maker = part.Maker,
        At = part.At is { } at ? Short(at) : null,
        Within = part.Within.Map(PartOf),
    };

    private static string Short(SourceLocation at) => $"{Path.GetFileName(at.Source.Path)}:{at.Start.Line}";

    private static CacheRecord? RecordOf(CacheDecision? decision) => decision switch
    {
        null => null,
        CacheDecision.Stored(var why) => new(CachePlace.Disk, why),
        CacheDecision.InMemory(var why) => new(CachePlace.Memory, why),
        CacheDecision.Dropped(var why) => new(CachePlace.Nowhere, why),
        CacheDecision.Unstorable(var why) => new(CachePlace.Unstorable, why),
        _ => new(CachePlace.Refused, decision.Why),
    };
}
