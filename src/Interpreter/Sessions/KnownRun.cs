using Dag.Interpreter.Snapshots;
using Dag.Interpreter.Surface;
using Dag.Interpreter.Tracking;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Sessions;

/// <summary>A run in which everything would be reused. It tells its listener what it would have told it, and leaves a journal.</summary>
public sealed class KnownRun
{
    private readonly RunSnapshot snapshot;
    private readonly IReadOnlyList<ClrValue> products;
    private readonly Func<string, RunJournal> begin;
    private readonly string name;
    private readonly TimeProvider clock;

    internal KnownRun(RunSnapshot snapshot, IReadOnlyList<ClrValue> products, Func<string, RunJournal> begin, string name, TimeProvider clock)
    {
        this.snapshot = snapshot;
        this.products = products;
        this.begin = begin;
        this.name = name;
        this.clock = clock;
    }

    public RunResult Repeat(IRunListener? listener)
    {
        var started = clock.GetTimestamp();
        var tracker = listener is null ? new Tracker(clock) : new Tracker(clock, listener);
        var summary = RunSummary.Nothing with { Done = snapshot.Markers, Reused = snapshot.Tasks.Count };
        using var journal = begin(name);
        tracker.Record(at => new RunEvent.RunStarted(at, name, summary.All));
        foreach (var each in listener is { WantsEachReused: true } ? snapshot.Names.Value : [])
        {
            var reused = new TaskName(each);
            tracker.Record(at => new RunEvent.TaskStarted(at, reused));
            tracker.Record(at => new RunEvent.TaskReused(at, reused));
        }

        journal.Repeat(snapshot.Run);
        var took = clock.GetElapsedTime(started);
        tracker.Record(at => new RunEvent.RunFinished(at, name, summary, took));
        journal.End("succeeded", took);
        return new(RunEnd.Succeeded, [], snapshot.Targets.Select(ProductOf).ToEquatableList(), summary);
    }

    private TargetProduct ProductOf(KnownTarget target, int place) => new(new(snapshot.Names.Value[target.Task]), new(target.Type), false, products[place]);
}
