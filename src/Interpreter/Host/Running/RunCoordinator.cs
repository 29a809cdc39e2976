using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Run.Scheduling;
using Dag.Interpreter.Run.Streaming;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.UpToDate;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Host.Running;

/// <summary>Runs the plans of a program one after the other, until one does not end well.</summary>
/// <param name="folder">Where trials have their folders.</param>
internal sealed class RunCoordinator(
    DagProgram program, RunOptions options, ProductCache cache, Func<Plan, TaskFingerprint> fingerprintsOf, RunJournal journal, CallerVariables caller, TimeProvider clock, string folder, SecretTexts secrets)
{
    private readonly List<TargetProduct> products = [];
    private readonly List<RunProduct> made = [];
    private readonly List<Diagnostic> warnings = [];
    private RunSummary summary = RunSummary.Nothing;

    /// <summary>Copies products to where people look for them; null where none are.</summary>
    public ProductPublishing? Publishing { get; init; }

    /// <summary>Why the store would not take a product, where it would not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Why the disk takes nothing more, where tasks have failed and it does not.</summary>
    public string? DiskFull { get; private set; }

    public async Task<RunResult> RunAsync(PlanResult planned, SnapshotBuilder? snapshot, IRunListener? listener, CancellationToken cancellation)
    {
        var run = Path.GetFileName(folder);
        var events = new EventPublisher(clock, listener is null ? [] : [listener]) { Secrets = secrets };
        var (started, step) = (clock.GetTimestamp(), 0);
        events.Record(at => new RunEvent.RunStarted(at, run, planned.Plans.Sum(plan => plan.Graph.Count))
        {
            Graph = listener is { WantsGraph: true } ? GraphOf(planned) : [],
            Workers = options.Workers,
        });
        foreach (var plan in planned.Plans.ToArray())
        {
            var isWell = await RunAsync(plan, step++ == 0 ? folder : $"{folder}.{step}", snapshot, events, cancellation).ConfigureAwait(false);
            if (!isWell)
                break;
        }

        events.Record(at => new RunEvent.RunFinished(at, run, summary, clock.GetElapsedTime(started)));
        await events.CompleteAsync().ConfigureAwait(false);
        var end = summary.Failed > 0 ? RunStatus.TaskFailed
            : summary.Cancelled + summary.NotRun > 0 ? RunStatus.Interrupted
            : Publishing is { Problems.Count: > 0 } ? RunStatus.NotPublished
            : RunStatus.Succeeded;
        return new(end, [.. planned.Diagnostics, .. warnings, .. Publishing?.Problems ?? []], products.ToEquatableList(), summary) { Made = made };
    }

    private async Task<bool> RunAsync(Plan plan, string place, SnapshotBuilder? snapshot, EventPublisher events, CancellationToken cancellation)
    {
        var fingerprints = fingerprintsOf(plan);
        var log = new JournalWriter(journal);
        using var folders = new TrialFolders();
        using var privately = new PrivateFolders(place);
        var starter = new ProcessStarter(clock);
        var scripts = new ScriptExecutor(new(starter, folders, caller, privately), folders, privately, program.Compiled, plan.Env, events, clock);
        var runner = new TrialRunner(program.Compiled, new(program.Compiled, events, clock), scripts, secrets);
        var (kept, trials) = (new RunCache(new(cache, fingerprints, options.Force), program.Compiled, runner, clock), new TaskTrials(runner, events, clock, place));
        using var halt = new CancellationTokenSource();
        var edges = StreamEdges.Of(plan);
        var slots = edges is null ? null : new WorkerSlots(options.Workers);
        var streams = edges is null || slots is null ? null : new StreamSettings(edges, slots, halt.Token, program.Compiled, runner, task => cache.TookOf(task) is not null);
        var executor = new TaskExecutor(plan, new(plan, fingerprints, caller), kept, trials, log, starter.Threads, streams);
        var priorities = CriticalPath.Of(plan.Graph, Weights.Of(plan, cache.TookOf));
        var scheduler = new Scheduler(plan.Graph, executor, options.Workers, options.KeepGoing, priorities, events.IsHeard || options.IsRecorded ? new RunEventPublisher(plan, events, log, clock) : null,
            edges is null || slots is null ? null : new Stages(edges, slots, halt));
        using var telling = TargetElements.Of(plan, executor, options.Elements);
        var told = telling?.RunAsync(cancellation) ?? Task.CompletedTask;
        var done = await scheduler.RunAsync(cancellation).ConfigureAwait(false);
        executor.CloseStreams();
        await told.ConfigureAwait(false);
        summary += done;
        var before = products.Count;
        await TakeProductsAsync(plan, executor, events, telling is { HasTold: true }, cancellation).ConfigureAwait(false);
        if (Publishing is not null && !cancellation.IsCancellationRequested)
        {
            await Publishing.PublishAsync(plan, executor, events, snapshot, cancellation).ConfigureAwait(false);
            for (var i = before; i < products.Count; i++)
                products[i] = Publishing.Show(products[i], plan, executor, snapshot);
        }

        made.AddRange(Enumerable.Range(0, plan.Graph.Count).Where(executor.IsMade).Select(node => MadeBy(executor, plan, node)));
        (Refusal, DiskFull) = (Refusal ?? kept.Refusal, DiskFull ?? trials.DiskFull);
        warnings.AddRange(scripts.Warnings);
        warnings.AddRange(kept.Warnings);
        var isWell = done.Failed == 0 && !cancellation.IsCancellationRequested;
        if (isWell)
            snapshot?.Add(plan, node => (executor.WorkOf(node), executor.ContentOf(node)), fingerprints);
        return isWell;
    }

    private EquatableList<RunTask> GraphOf(PlanResult planned)
        => planned.Plans.ToArray().SelectMany((plan, step) => Enumerable.Range(0, plan.Graph.Count).Select(node =>
            new RunTask(plan.NameOf(node), plan.Graph.DepsOf(node).ToArray().Select(plan.NameOf).ToEquatableList(), step + 1, ExpectedOf(plan.Tasks[node])))).ToEquatableList();

    private TimeSpan? ExpectedOf(BoundTask task) => task.Declaration.IsMarker || task.Given is not null ? TimeSpan.Zero : cache.TookOf(task.Declaration.Name);

    private static RunProduct MadeBy(TaskExecutor executor, Plan plan, int node)
        => new(plan.Tasks[node], executor.ContentOf(node)?.Digits, executor.FetchLater(node)) { KeepForLater = () => executor.KeepForLater(node) };

    // What was reused may turn out to be damaged only now; then it is made again, and that may fail.
    private async Task TakeProductsAsync(Plan plan, TaskExecutor executor, EventPublisher events, bool isTold, CancellationToken cancellation)
    {
        foreach (var target in plan.Targets)
        {
            var task = plan.Tasks[target].Declaration;
            if (task.Product is not { } type || !executor.IsMade(target))
                continue;

            var end = await executor.ProductOfAsync(target, cancellation).ConfigureAwait(false);
            if (end is TrialResult.Made(var product))
                products.Add(new(task.Name, type.Name, Secrecy.Hides(type), product) { IsTold = isTold });
            else if (FailureOf(end) is { } failure)
                Fail(task.Name, failure, events);
        }
    }

    private void Fail(TaskName task, TaskFailure failure, EventPublisher events)
    {
        events.Record(at => new RunEvent.TaskFailed(at, task, failure));
        summary = summary with { Reused = summary.Reused - 1, Failed = summary.Failed + 1 };
    }

    private static TaskFailure? FailureOf(TrialResult end) => end switch
    {
        TrialResult.Failed(var failure) => failure,
        TrialResult.TimedOut(var failure) => failure,
        _ => null,
    };
}
