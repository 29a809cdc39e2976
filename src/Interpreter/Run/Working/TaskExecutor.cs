using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Run.Streaming;
using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Working;

/// <summary>
/// Does the work of a plan's nodes: what was made by the same work before is taken, what is being made is waited for, everything else is tried.
/// A product that is kept elsewhere is only fetched when somebody must see it.
/// </summary>
internal sealed class TaskExecutor : INodeExecutor, INodeWork
{
    // A product of that size is worth reading from the store once more where there is no room for it until it is wanted.
    private const int Large = 64 * 1024;

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(24);

    private readonly Plan plan;
    private readonly NodeFingerprints works;
    private readonly RunCache cache;
    private readonly JournalWriter log;
    private readonly ProcessThreadPool threads;
    private readonly NodeProducts products;
    private readonly WorkMaker maker;
    private readonly FetchesInFlight fetches = new();
    private readonly StageExecutor? stages;

    /// <param name="streams">How its streams are run; null where it has none.</param>
    public TaskExecutor(Plan plan, NodeFingerprints works, RunCache cache, TaskTrials trials, JournalWriter log, ProcessThreadPool threads, StreamSettings? streams = null)
    {
        this.plan = plan;
        this.works = works;
        this.cache = cache;
        this.log = log;
        this.threads = threads;
        products = new(plan, (node, value) => cache.AddHeld(plan.NameOf(node), value));
        maker = new(cache, trials, products.Collect);
        stages = streams is null ? null : new(new(plan, this, works, cache, maker, products, log, streams));
    }

    /// <summary>Whether the node has ended well.</summary>
    public bool IsMade(int node) => products.IsMade(node);

    public ContentDigest? ContentOf(int node) => products.ContentOf(node);

    /// <summary>The elements of a node's stream while they are made; null where it makes none.</summary>
    public ElementLog? FindElements(int node) => stages?.FindOutput(node);

    /// <summary>Ends the streams of nodes that the run has not come to.</summary>
    public void CloseStreams() => stages?.Close();

    /// <summary>The work that its product is kept under, where it is.</summary>
    public Fingerprint? WorkOf(int node) => products.WorkOf(node);

    /// <summary>Access to the product of a node after the run, as long as it is kept anywhere.</summary>
    public Func<ClrValue?> FetchLater(int node) => products.FindHeld(node) is { } value ? () => value : FetchKeptLater(node);

    /// <summary>The same without keeping alive what the run holds: what is kept nowhere else is, from then on, as long as there is room.</summary>
    public Func<ClrValue?> KeepForLater(int node)
        => products.FindHeld(node) is { } value && (products.WorkOf(node) is null || plan.Tasks[node].Declaration.Cache == CacheMode.Never)
            ? cache.AddHeld(plan.NameOf(node), value)
            : FetchKeptLater(node);

    private Func<ClrValue?> FetchKeptLater(int node)
        => products.LaterOf(node) is { } later ? later
            : products.WorkOf(node) is { } work ? cache.FetchLater(plan.Tasks[node].Declaration, work)
            : () => null;

    /// <summary>The product of a target: fetched now, and made again where it cannot be.</summary>
    public Task<TrialResult> ProductOfAsync(int node, CancellationToken cancellation) => FetchAsync(node, cancellation);

    public ValueTask<WorkResult> ExecuteAsync(int node, CancellationToken cancellation)
    {
        var task = plan.Tasks[node];
        if (task.Declaration.IsMarker)
            return new(Release(node, WorkResult.Made));
        if (task.Given is { } given)
            return new(Give(node, given));
        if (stages is not null && stages.IsStage(node))
            return new(StageAsync(stages.ExecuteAsync(node, cancellation)));
        var work = IsQuickToLookUp(task) ? WorkOf(task) : null;
        if (work is not null && cache.FindAtOnce(task.Declaration, work.Fingerprint) is { } known)
            return new(Release(node, Settle(node, known, isReused: true)));

        // Starting a process takes its while, and the caller has others to start.
        return task.Declaration.Body is BodyDeclaration.Script ? StartAsync() : new(Task.Run(WorkAsync, CancellationToken.None));

        async ValueTask<WorkResult> StartAsync()
        {
            await threads.Switch();
            return Release(node, await ExecuteAsync(node, task, work, cancellation).ConfigureAwait(false));
        }

        async Task<WorkResult> StageAsync(Task<WorkResult> running) => Release(node, await running.ConfigureAwait(false));

        async Task<WorkResult> WorkAsync() => Release(node, await ExecuteAsync(node, task, work, cancellation).ConfigureAwait(false));
    }

    private WorkResult Release(int node, WorkResult outcome)
    {
        foreach (var dep in plan.Graph.DepsOf(node))
            products.Release(dep);
        return outcome;
    }

    // A file may have to be read to be known.
    private static bool IsQuickToLookUp(BoundTask task)
        => !task.Declaration.IsAction && task.Options.All(option => option.Value.Raw is string or not (DagFile or DagFolder or System.Collections.IEnumerable));

    /// <summary>Gets or makes the product of a node whose deps have all been made.</summary>
    /// <param name="elements">Takes the elements that its body yields.</param>
    public async Task<WorkResult> ExecuteAsync(int node, BoundTask task, WorkFingerprint? looked, CancellationToken cancellation, IElementSink? elements = null)
    {
        var found = looked is null && !task.Declaration.IsAction ? await ReadWorkAsync(task, cancellation).ConfigureAwait(false) : new(looked, null);
        if (found.Unread is { } unread)
        {
            log.Tried(task.Declaration.Name, null, unread, RunReasons.Unread);
            return Settle(node, unread, isReused: false);
        }

        var inputs = InputsOf(task.Declaration, elements);
        if (found.Work is not { } work)
        {
            var tried = await maker.TryAsync(task, null, inputs, cancellation).ConfigureAwait(false);
            log.Tried(task.Declaration.Name, null, tried, task.Declaration.IsAction ? RunReasons.Action : works.WhyNone(task, products.ContentOf));
            return Settle(node, tried, isReused: false);
        }

        var (ended, because, isByOthers) = await maker.GetOrMakeAsync(task, work, inputs, cancellation).ConfigureAwait(false);
        if (isByOthers)
            return SettleFound(node, ended, work, because);
        if (ended is MakeResult.Tried now)
            log.Tried(task.Declaration.Name, work, now, because);
        return Settle(node, ended, isReused: ended is MakeResult.Known);
    }

    private WorkResult Give(int node, ClrValue given)
    {
        log.Given(plan.NameOf(node));
        var files = new ProductFiles();
        return Settle(node, new MakeResult.Tried(new TrialResult.Made(given), cache.ContentOf(given, plan.Tasks[node].Declaration.Product, files), null) { Files = cache.ElsewhereOf(files) }, isReused: true);
    }

    // Made or not by somebody else: what failed there has failed here too.
    private WorkResult SettleFound(int node, MakeResult ended, WorkFingerprint work, string? because)
    {
        if (ended is MakeResult.Tried { End: TrialResult.Made, Work: { } made })
            log.Reused(plan.NameOf(node), made);
        else if (ended is MakeResult.Tried tried)
            log.Tried(plan.NameOf(node), work, tried with { Took = TimeSpan.Zero }, because);
        return Settle(node, ended, isReused: true);
    }

    public WorkResult Settle(int node, MakeResult ended, bool isReused)
    {
        switch (ended)
        {
            case MakeResult.Known(var fingerprint, var kept):
                products.Kept(node, fingerprint, kept);
                log.Reused(plan.NameOf(node), fingerprint);
                return WorkResult.Reused;
            case MakeResult.Tried(TrialResult.Made(var product), var content, var work) tried:
                if (tried.Keeping is CacheDecision.Stored { IsChanged: var isChanged } && (isChanged || content?.Size > Large) && work is not null && cache.FindStored(work) is { } stored)
                    products.Stored(node, isChanged ? default : product, work, stored);
                else
                    products.Made(node, product, content, work, tried.Files);
                return isReused ? WorkResult.Reused : WorkResult.Made;
            case MakeResult.Tried(TrialResult.Failed(var failure), _, _):
                return new WorkResult.Failed(failure);
            case MakeResult.Tried(TrialResult.TimedOut(var failure), _, _):
                return new WorkResult.Failed(failure);
            default:
                return WorkResult.Stopped;
        }
    }

    private WorkInputs InputsOf(TaskDeclaration task, IElementSink? elements = null) => new()
    {
        FetchAsync = cancellation => ProductsForAsync(task, cancellation),
        FindChanged = work => ChangedSince(task, work),
        WhyNoWork = () => works.WhyNone(plan.Tasks[works.NodeOf(task.Name)], products.ContentOf),
        Elements = elements,
    };

    // What it was fingerprinted from: its own files, and those of products that nobody keeps from being written to.
    public List<string> ChangedSince(TaskDeclaration task, WorkFingerprint work)
    {
        var changed = new List<string>(work.Inputs?.FindChanged() ?? []);
        foreach (var dep in task.Deps)
            changed.AddRange(products.FilesOf(works.NodeOf(dep.Task))?.FindChanged() ?? []);
        return changed;
    }

    public async Task<(EquatableList<string> Names, ClrValue[] Values, TrialResult? Missing)> ProductsForAsync(TaskDeclaration task, CancellationToken cancellation)
    {
        var names = new List<string>(task.Deps.Count);
        var values = new List<ClrValue>(task.Deps.Count);
        foreach (var dep in task.Deps.ToArray())
        {
            if (dep.Product is null || dep.IsEach)
                continue;

            var end = await FetchAsync(works.NodeOf(dep.Task), cancellation).ConfigureAwait(false);
            if (end is not TrialResult.Made(var value))
                return ([], [], end);

            names.Add(dep.LocalName);
            values.Add(value);
        }

        return (names.ToEquatableList(), [.. values], null);
    }

    public Task<TrialResult> FetchAsync(int node, CancellationToken cancellation)
        => fetches.FetchAsync(node, () => products.TryGet(node, out var value) ? new TrialResult.Made(value) : null, () => FetchKeptAsync(node, cancellation));

    // What was stored may be damaged: then it is made again, now.
    private async Task<TrialResult> FetchKeptAsync(int node, CancellationToken cancellation)
    {
        var task = plan.Tasks[node];
        if (task.Declaration.Product is not { } type)
            return new TrialResult.Made(default);

        if (products.WorkOf(node) is { } fingerprint && products.KeptOf(node) is { } kept && cache.TryLoad(type, fingerprint, kept, out var value))
        {
            if (kept is CachedProduct.OnDisk stored && kept.Content.Size > Large)
                products.Stored(node, value, fingerprint, stored);
            else
                products.Made(node, value, kept.Content, fingerprint, (kept as CachedProduct.InMemory)?.Elsewhere);
            return new TrialResult.Made(value);
        }

        // Not kept under the work it was looked up by, where its own deps have come out otherwise this time.
        var work = WorkOf(task);
        var tried = stages?.IsStage(node) == true && task.Declaration.Each is not null
            ? await stages.MakeAgainAsync(node, cancellation).ConfigureAwait(false)
            : await maker.TryAsync(task, work, InputsOf(task.Declaration), cancellation, isAgain: true).ConfigureAwait(false);
        log.Tried(task.Declaration.Name, work, tried, RunReasons.Damaged);
        Settle(node, tried, isReused: true);
        return tried.End;
    }

    private WorkFingerprint? WorkOf(BoundTask task, CancellationToken cancellation = default) => works.Of(task, products.ContentOf, cancellation);

    // Files are read on a thread of its own, so that a disk that does not answer keeps neither an end of the run nor the task's timeout waiting.
    public async Task<(WorkFingerprint? Work, MakeResult.Tried? Unread)> ReadWorkAsync(BoundTask task, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (task.Declaration.Timeout is { } limit && limit < LongestTimer)
            limited.CancelAfter(limit);
        try
        {
            return (await Task.Run(() => WorkOf(task, limited.Token), CancellationToken.None).WaitAsync(limited.Token).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested)
        {
            return (null, MakeResult.Tried.Without(cancellation.IsCancellationRequested ? new TrialResult.Stopped() : TaskTrials.TimedOut(task.Declaration, isStopped: true)));
        }
    }
}
