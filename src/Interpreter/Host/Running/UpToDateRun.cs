using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Runtime.Surface;
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

    // Only a path may be shown in the place of a file or folder.
    private static ClrValue ShownOf(SnapshotTarget target, ClrValue product) => (target.Shown, product.Raw) switch
    {
        ({ } path, DagFile) => new ClrValue(DagFile.Of(path)),
        ({ } path, DagFolder) => new ClrValue(DagFolder.Of(path)),
        _ => product,
    };

    /// <param name="listener">One that wants to hear of each task hears of those whose names were asked for.</param>
    public RunResult Replay(IRunListener? listener)
    {
        var snapshot = run.Snapshot;
        var started = clock.GetTimestamp();
        var summary = RunSummary.Nothing with { Done = snapshot.Markers, Reused = snapshot.Reused };
        using var journal = begin(name);
        // No run goes on that a listener could hold up.
        listener?.On(new RunEvent.RunStarted(clock.GetUtcNow(), name, summary.All) { Graph = listener.WantsGraph ? GraphOf(run) : [] });
        foreach (var each in listener is { WantsEachReused: true } ? run.Names : [])
        {
            var reused = new TaskName(each);
            listener?.On(new RunEvent.TaskStarted(clock.GetUtcNow(), reused));
            listener?.On(new RunEvent.TaskReused(clock.GetUtcNow(), reused));
        }

        journal.Replay(snapshot.Run);
        var took = clock.GetElapsedTime(started);
        listener?.On(new RunEvent.RunFinished(clock.GetUtcNow(), name, summary, took));
        journal.End(JournalEnd.Succeeded, took);
        return new(RunStatus.Succeeded, [], snapshot.Targets.Select((target, i) => new TargetProduct(new(target.Name), new(target.Type), false, ShownOf(target, run.Products[i]))).ToEquatableList(), summary);
    }

    private static EquatableList<RunTask> GraphOf(RecalledRun run)
    {
        var nodes = run.Graph?.Value ?? [];
        return nodes.Select(node => new RunTask(new(node.Task), node.Needs.Select(need => new TaskName(nodes[need].Task)).ToEquatableList(), node.Step, null)).ToEquatableList();
    }
}
