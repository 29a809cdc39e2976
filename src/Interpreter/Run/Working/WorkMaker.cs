using Dag.Interpreter.Plans.Invoking;
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
/// Gets or makes the product of one piece of work, a task's or that of one element of a stream: what was made by the same work before is taken, what is
/// being made is waited for, everything else is tried and kept. Knows nothing of plans.
/// </summary>
/// <param name="beforeTrial">Called before each trial, once its inputs are there.</param>
internal sealed class WorkMaker(RunCache cache, TaskTrials trials, Action beforeTrial)
{
    private readonly WorkInFlight<MakeResult> inFlight = new();

    /// <summary>The product of work that can be known again.</summary>
    public async Task<WorkEnd> GetOrMakeAsync(BoundTask task, WorkFingerprint work, WorkInputs inputs, CancellationToken cancellation)
    {
        if (cache.Find(task.Declaration, work.Fingerprint) is { } known)
            return new(known, RunReasons.PredicatesChanged, IsByOthers: true);

        var because = cache.WhyAgain(task.Declaration, work.Fingerprint);
        if (inFlight.Join(work.Fingerprint) is { } under)
            return new(await under.ConfigureAwait(false), RunReasons.TriedOnce, IsByOthers: true);

        MakeResult ended = MakeResult.Tried.Without(new TrialResult.Stopped());
        try
        {
            using var claim = inputs.IsClaimed ? await cache.ClaimAsync(task.Declaration, work.Fingerprint, cancellation).ConfigureAwait(false) : null;
            // Somebody else may have made it while it was theirs to make.
            ended = (claim is null ? null : cache.Find(task.Declaration, work.Fingerprint)) ?? await TryAsync(task, work, inputs, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // It was waiting for another process.
        }
        finally
        {
            inFlight.End(work.Fingerprint, ended);
        }

        return new(ended, because, IsByOthers: false);
    }

    /// <summary>Tries the work with what its deps made, and keeps what it makes.</summary>
    public async Task<MakeResult.Tried> TryAsync(BoundTask task, WorkFingerprint? work, WorkInputs inputs, CancellationToken cancellation, bool isAgain = false)
    {
        var (names, values, missing) = await inputs.FetchAsync(cancellation).ConfigureAwait(false);
        if (missing is not null)
            return MakeResult.Tried.Without(missing);

        beforeTrial();
        var request = trials.First(task, names, values, cache.CachedPartsOf(task, cancellation), isAgain || inputs.IsElement) with { Elements = inputs.Elements, IsElement = inputs.IsElement };
        var end = await trials.RunAsync(request, cancellation).ConfigureAwait(false);
        // Who waits for this one goes on below it on the stack, which would hold them.
        Array.Clear(values);
        var took = trials.TookSince(request);
        if (end is TrialResult.Failed)
            trials.CheckDiskSpace(request);
        if (end is not TrialResult.Made(var product) || task.Declaration.Product is null)
            return new(end, null, null) { Took = took, Trials = request.Trials };

        return (await KeepAsync(task, work is null ? inputs.FindWork : _ => work, inputs, product, took, cancellation).ConfigureAwait(false)) with { Trials = request.Trials };
    }

    /// <summary>Keeps what was made just now.</summary>
    /// <param name="findWork">The work that made it; what it was made from may be known only now.</param>
    public async Task<MakeResult.Tried> KeepAsync(
        BoundTask task, Func<CancellationToken, WorkFingerprint?> findWork, WorkInputs inputs, ClrValue product, TimeSpan took, CancellationToken cancellation)
    {
        TrialResult end = new TrialResult.Made(product);
        var (files, unread) = (new ProductFiles(), (string?)null);
        ContentDigest? content;
        WorkFingerprint? work;
        try
        {
            content = cache.ContentOf(product, task.Declaration.Product, files, why => unread = why, cancellation);
            await inputs.WaitForEndAsync(cancellation).ConfigureAwait(false);
            work = findWork(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return MakeResult.Tried.Without(new TrialResult.Stopped());
        }

        if (task.Declaration.Cache != CacheMode.Never && content is not null && work is not null && inputs.FindChanged(work) is { Count: > 0 } changed)
            return new(end, content, null) { Took = took, Keeping = cache.Drop(task.Declaration, changed), Files = cache.ElsewhereOf(files) };

        var (failed, keeping) = cache.Keep(task.Declaration, work, product, content, files, took, () => content is null ? unread ?? RunReasons.Uncomparable(product) : inputs.WhyNoWork());
        trials.Log(task.Declaration.Name, keeping?.Said ?? []);
        return new(failed ?? end, content, content is null ? null : work?.Fingerprint) { Took = took, Keeping = keeping, Files = cache.ElsewhereOf(files) };
    }
}

/// <summary>How a piece of work ended, and why it was not simply taken from the cache.</summary>
/// <param name="IsByOthers">It was made before, or for another task of this run.</param>
internal sealed record WorkEnd(MakeResult Result, string? Because, bool IsByOthers);

/// <summary>What a piece of work is made from.</summary>
internal sealed class WorkInputs
{
    /// <summary>The products by their names in the body; or how the work ends where one of them cannot be had.</summary>
    public required Func<CancellationToken, Task<(EquatableList<string> Names, ClrValue[] Values, TrialResult? Missing)>> FetchAsync { get; init; }

    /// <summary>The files that the work was fingerprinted from and that have changed since.</summary>
    public required Func<WorkFingerprint, IReadOnlyList<string>> FindChanged { get; init; }

    /// <summary>Why the work cannot be known again, where it cannot.</summary>
    public required Func<string> WhyNoWork { get; init; }

    /// <summary>The fingerprint, where it is known only once all is made.</summary>
    public Func<CancellationToken, WorkFingerprint?> FindWork { get; init; } = _ => null;

    /// <summary>Ends when all inputs have been made.</summary>
    public Func<CancellationToken, Task> WaitForEndAsync { get; init; } = _ => Task.CompletedTask;

    /// <summary>Takes the elements that its body yields.</summary>
    public IElementSink? Elements { get; init; }

    /// <summary>Whether no other process may do the work at the same time.</summary>
    public bool IsClaimed { get; init; } = true;

    /// <summary>Whether it is the work on one element of a stream.</summary>
    public bool IsElement { get; init; }
}
