using Dag.Interpreter.Run.Events;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.UpToDate;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Host.Running;

/// <summary>A run in which everything would be reused. It tells its listener what it would have told it, and leaves a journal.</summary>
public sealed class UpToDateRun
{
    private readonly RecalledRun run;
    private readonly Func<string, RunJournal> begin;
    private readonly string name;
    private readonly TimeProvider clock;

    internal UpToDateRun(RecalledRun run, Func<string, RunJournal> begin, string name, TimeProvider clock)
    {
        this.run = run;
        this.begin = begin;
        this.name = name;
        this.clock = clock;
    }

    /// <param name="listener">One that wants to hear of each task hears of those whose names were asked for.</param>
    public RunResult Replay(IRunListener? listener)
    {
        var snapshot = run.Snapshot;
        var started = clock.GetTimestamp();
        var tracker = listener is null ? new EventPublisher(clock) : new EventPublisher(clock, listener);
        var summary = RunSummary.Nothing with { Done = snapshot.Markers, Reused = snapshot.Reused };
        using var journal = begin(name);
        tracker.Record(at => new RunEvent.RunStarted(at, name, summary.All));
        foreach (var each in listener is { WantsEachReused: true } ? run.Names : [])
        {
            var reused = new TaskName(each);
            tracker.Record(at => new RunEvent.TaskStarted(at, reused));
            tracker.Record(at => new RunEvent.TaskReused(at, reused));
        }

        journal.Replay(snapshot.Run);
        var took = clock.GetElapsedTime(started);
        tracker.Record(at => new RunEvent.RunFinished(at, name, summary, took));
        journal.End("succeeded", took);
        return new(RunStatus.Succeeded, [], snapshot.Targets.Select((target, i) => new TargetProduct(new(target.Name), new(target.Type), false, run.Products[i])).ToEquatableList(), summary);
    }
}
