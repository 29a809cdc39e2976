using Dag.Interpreter.Caching;
using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Tracking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Text;

namespace Dag.Interpreter.Executing;

/// <summary>Writes into a run's journal how the work of its tasks ended, with the named parts of each fingerprint.</summary>
internal sealed class WorkLog(RunJournal journal)
{
    public void Reused(TaskName task, Fingerprint work) => journal.Record(new(task.Text, WorkEnd.Reused, work.Digits, TimeSpan.Zero, []));

    public void Given(TaskName task) => journal.Record(new(task.Text, WorkEnd.Given, null, TimeSpan.Zero, []));

    public void Blocked(TaskName task, TaskName by) => journal.Record(new(task.Text, WorkEnd.Blocked, null, TimeSpan.Zero, []) { Because = $"it needs '{by}', which came to nothing" });

    public void Tried(TaskName task, FingerprintedWork? work, Ended.Tried tried, string? because)
        => journal.Record(new(task.Text, OutcomeOf(tried.End), work?.Fingerprint.Digits, tried.Took, work is null ? [] : PartsOf(work)) { Because = because, Kept = Describe(tried.Keeping) });

    /// <summary>The named parts of a fingerprint as the journal has them.</summary>
    public static EquatableList<JournalledPart> PartsOf(FingerprintedWork work) => work.Parts().Map(PartOf);

    public static void LetGo(RunJournal journal, LetGo gone) => journal.RecordLoss(new JournalledLoss(gone.Task, gone.Work.Digits, gone.Why));

    private static WorkEnd OutcomeOf(TrialEnd end) => end switch
    {
        TrialEnd.Made => WorkEnd.Made,
        TrialEnd.Stopped => WorkEnd.Cancelled,
        _ => WorkEnd.Failed,
    };

    private static JournalledPart PartOf(FingerprintPart part) => new(part.Name, part.Digest)
    {
        Shown = part.Shown,
        Type = part.Type,
        Origin = part.Origin,
        At = part.At is { } at ? Short(at) : null,
        Within = part.Within.Map(PartOf),
    };

    private static string Short(SourceLocation at) => $"{Path.GetFileName(at.Source.Path)}:{at.Start.Line}";

    private static string? Describe(Keeping? keeping) => keeping switch
    {
        null => null,
        Keeping.Stored(var why) => $"kept on disk: {why}",
        Keeping.InMemory(var why) => $"kept in memory only: {why}",
        Keeping.Dropped(var why) => $"kept nowhere: {why}",
        Keeping.Unstorable(var why) => $"not to be stored: {why}",
        _ => $"kept in memory only: the disk would not take it: {keeping.Why}",
    };
}
