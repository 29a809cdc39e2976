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
    public void Reused(TaskName task, Fingerprint work) => journal.Record(new(task.Text, "reused", work.Digits, TimeSpan.Zero, []));

    public void Tried(TaskName task, FingerprintedWork? work, Ended.Tried tried, string? because)
        => journal.Record(new(task.Text, WordOf(tried.End), work?.Fingerprint.Digits, tried.Took, work is null ? [] : PartsOf(work)) { Because = because, Kept = Describe(tried.Keeping) });

    private static string WordOf(TrialEnd end) => end switch
    {
        TrialEnd.Made => "made",
        TrialEnd.Stopped => "cancelled",
        _ => "failed",
    };

    private static EquatableList<JournalledPart> PartsOf(FingerprintedWork work)
        => work.Parts().Map(part => new JournalledPart(part.Name, part.Digest, part.Shown, part.Origin, part.At is { } at ? Short(at) : null));

    private static string Short(SourceLocation at) => $"{Path.GetFileName(at.Source.Path)}:{at.Start.Line}";

    private static string? Describe(Keeping? keeping) => keeping switch
    {
        null => null,
        Keeping.Stored(var why) => $"stored: {why}",
        Keeping.InMemory(var why) => $"kept in memory only: {why}",
        Keeping.Dropped(var why) => $"kept nowhere: {why}",
        Keeping.Unstorable(var why) => $"not to be stored: {why}",
        _ => $"kept in memory only: the disk would not take it: {keeping.Why}",
    };
}
