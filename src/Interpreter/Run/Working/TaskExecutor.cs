using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Processes;
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
internal sealed class TaskExecutor(Plan plan, NodeFingerprints works, RunCache cache, TaskTrials trials, JournalWriter log, ProcessThreadPool threads) : INodeExecutor
{
    // A product of that size is worth reading from the store once more where there is no room for it until it is wanted.
    private const int Large = 64 * 1024;

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(24);

    private readonly NodeProducts products = new(plan, (node, value) => cache.AddHeld(plan.NameOf(node), value));
    private readonly WorkInFlight<MakeResult> inFlight = new();
    private readonly FetchesInFlight fetches = new();

    /// <summary>Whether the node has ended well.</summary>
    public bool IsMade(int node) => products.IsMade(node);

    public ContentDigest? ContentOf(int node) => products.ContentOf(node);

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

    private async Task<WorkResult> ExecuteAsync(int node, BoundTask task, WorkFingerprint? looked, CancellationToken cancellation)
    {
        var found = looked is null && !task.Declaration.IsAction ? await ReadWorkAsync(task, cancellation).ConfigureAwait(false) : new(looked, null);
        if (found.Unread is { } unread)
        {
            log.Tried(task.Declaration.Name, null, unread, RunReasons.Unread);
            return Settle(node, unread, isReused: false);
        }

        if (found.Work is not { } work)
        {
            var tried = await TryAsync(task, null, cancellation).ConfigureAwait(false);
            log.Tried(task.Declaration.Name, null, tried, task.Declaration.IsAction ? RunReasons.Action : works.WhyNone(task, products.ContentOf));
            return Settle(node, tried, isReused: false);
        }

        if (cache.Find(task.Declaration, work.Fingerprint) is { } known)
            return SettleFound(node, known, work, RunReasons.PredicatesChanged);

        var because = cache.WhyAgain(task.Declaration, work.Fingerprint);
        if (inFlight.Join(work.Fingerprint) is { } under)
            return SettleFound(node, await under.ConfigureAwait(false), work, RunReasons.TriedOnce);

        MakeResult ended = MakeResult.Tried.Without(new TrialResult.Stopped());
        try
        {
            using var claim = await cache.ClaimAsync(task.Declaration, work.Fingerprint, cancellation).ConfigureAwait(false);
            // Somebody else may have made it while it was theirs to make.
            ended = (claim is null ? null : cache.Find(task.Declaration, work.Fingerprint)) ?? await TryAsync(task, work, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // It was waiting for another process.
        }
        finally
        {
            inFlight.End(work.Fingerprint, ended);
        }

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
    private WorkResult SettleFound(int node, MakeResult ended, WorkFingerprint work, string because)
    {
        if (ended is MakeResult.Tried { End: TrialResult.Made, Work: { } made })
            log.Reused(plan.NameOf(node), made);
        else if (ended is MakeResult.Tried tried)
            log.Tried(plan.NameOf(node), work, tried with { Took = TimeSpan.Zero }, because);
        return Settle(node, ended, isReused: true);
    }

    private WorkResult Settle(int node, MakeResult ended, bool isReused)
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

    // Runs it with what its deps made, and keeps what it makes.
    private async Task<MakeResult.Tried> TryAsync(BoundTask task, WorkFingerprint? work, CancellationToken cancellation, bool isAgain = false)
    {
        var (names, values, missing) = await ProductsForAsync(task.Declaration, cancellation).ConfigureAwait(false);
        if (missing is not null)
            return MakeResult.Tried.Without(missing);

        products.Collect();
        var request = trials.First(task, names, values, cache.CachedPartsOf(task, cancellation), isAgain);
        var end = await trials.RunAsync(request, cancellation).ConfigureAwait(false);
        // Who waits for this one goes on below it on the stack, which would hold them.
        Array.Clear(values);
        var took = trials.TookSince(request);
        if (end is TrialResult.Failed)
            trials.CheckDiskSpace(request);
        if (end is not TrialResult.Made(var product) || task.Declaration.Product is not { } type)
            return new(end, null, null) { Took = took, Trials = request.Trials };

        var (files, unread) = (new ProductFiles(), (string?)null);
        ContentDigest? content;
        try
        {
            content = cache.ContentOf(product, type, files, why => unread = why, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return MakeResult.Tried.Without(new TrialResult.Stopped());
        }

        if (task.Declaration.Cache != CacheMode.Never && content is not null && work is not null && ChangedSince(task.Declaration, work) is { Count: > 0 } changed)
            return new(end, content, null) { Took = took, Trials = request.Trials, Keeping = cache.Drop(task.Declaration, changed), Files = cache.ElsewhereOf(files) };

        var (failed, keeping) = cache.Keep(task.Declaration, work, product, content, files, took, () => content is null ? unread ?? RunReasons.Uncomparable(product) : works.WhyNone(task, products.ContentOf));
        trials.Log(task.Declaration.Name, keeping?.Said ?? []);
        return new(failed ?? end, content, content is null ? null : work?.Fingerprint) { Took = took, Trials = request.Trials, Keeping = keeping, Files = cache.ElsewhereOf(files) };
    }

    // What it was fingerprinted from: its own files, and those of products that nobody keeps from being written to.
    private List<string> ChangedSince(TaskDeclaration task, WorkFingerprint work)
    {
        var changed = new List<string>(work.Inputs?.FindChanged() ?? []);
        foreach (var dep in task.Deps)
            changed.AddRange(products.FilesOf(works.NodeOf(dep.Task))?.FindChanged() ?? []);
        return changed;
    }

    private async Task<(EquatableList<string> Names, ClrValue[] Values, TrialResult? Missing)> ProductsForAsync(TaskDeclaration task, CancellationToken cancellation)
    {
        var names = new List<string>(task.Deps.Count);
        var values = new List<ClrValue>(task.Deps.Count);
        foreach (var dep in task.Deps.ToArray())
        {
            if (dep.Product is null)
                continue;

            var end = await FetchAsync(works.NodeOf(dep.Task), cancellation).ConfigureAwait(false);
            if (end is not TrialResult.Made(var value))
                return ([], [], end);

            names.Add(dep.LocalName);
            values.Add(value);
        }

        return (names.ToEquatableList(), [.. values], null);
    }

    private Task<TrialResult> FetchAsync(int node, CancellationToken cancellation)
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
        var tried = await TryAsync(task, work, cancellation, isAgain: true).ConfigureAwait(false);
        log.Tried(task.Declaration.Name, work, tried, RunReasons.Damaged);
        Settle(node, tried, isReused: true);
        return tried.End;
    }

    private WorkFingerprint? WorkOf(BoundTask task, CancellationToken cancellation = default) => works.Of(task, products.ContentOf, cancellation);

    // Files are read on a thread of its own, so that a disk that does not answer keeps neither an end of the run nor the task's timeout waiting.
    private async Task<(WorkFingerprint? Work, MakeResult.Tried? Unread)> ReadWorkAsync(BoundTask task, CancellationToken cancellation)
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
