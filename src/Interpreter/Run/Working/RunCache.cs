using System.Collections.Concurrent;
using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.Storing;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Types;

namespace Dag.Interpreter.Run.Working;

/// <summary>
/// Cache as a run uses it, by the settings of each task and of the run: nothing that is too old or is to be made anew,
/// and nothing that was not held against its type as it is now. Knows nothing of plans.
/// </summary>
internal sealed class RunCache(CacheOptions caching, CompiledCode program, TrialRunner runner, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Fingerprint, bool> madeHere = [];
    private readonly ConcurrentQueue<Diagnostic> warnings = new();
    private volatile string? refusal;

    /// <summary>What there is to say of products that were not kept.</summary>
    public IReadOnlyCollection<Diagnostic> Warnings => warnings;

    /// <summary>Why the store would not take a product, where it would not.</summary>
    public string? Refusal => refusal;

    /// <summary>What the same work made before, where nothing of it need be looked at.</summary>
    public MakeResult.Known? FindAtOnce(TaskDeclaration task, Fingerprint work)
        => FindKept(task, work) is { } kept && kept.Predicates == PredicatesOf(task) ? new(work, kept) : null;

    /// <summary>The same. Where the type's predicates are others than when it was made, it is held against them first, and may fail.</summary>
    public MakeResult? Find(TaskDeclaration task, Fingerprint work)
    {
        if (FindKept(task, work) is not { } kept)
            return null;

        var predicates = PredicatesOf(task);
        if (kept.Predicates == predicates)
            return new MakeResult.Known(work, kept);
        if (task.Product is not { } type || !TryLoad(type, work, kept, out var value))
            return null;

        var end = runner.Check(task, value);
        if (end is TrialResult.Made)
            caching.Cache.Renew(work, kept, predicates);
        return end is TrialResult.Made ? new MakeResult.Known(work, kept) : MakeResult.Tried.Without(end);
    }

    /// <summary>Why a task runs whatever its fingerprint says; null where it does not.</summary>
    public string? WhyAgain(TaskDeclaration task, Fingerprint work)
        => caching.Force ? RunReasons.Forced
            : task.Cache == CacheMode.Never ? RunReasons.Never
            : task.Fresh is { } fresh && caching.Cache.Find(work, task.Cache) is { } kept ? RunReasons.TooOld(kept, fresh)
            : caching.Cache.FindEviction(work)?.Why;

    /// <summary>Waits until no other process that shares the store does this work.</summary>
    public ValueTask<IDisposable?> ClaimAsync(TaskDeclaration task, Fingerprint work, CancellationToken cancellation) => caching.Cache.ClaimAsync(work, task.Cache, cancellation);

    /// <summary>False where what was stored is damaged, and so not there any more.</summary>
    public bool TryLoad(DagType type, Fingerprint work, CachedProduct kept, out ClrValue value) => caching.Cache.TryLoad(work, kept, program.RepresentationOf(type), out value);

    /// <summary>Where the product of that work lies in the store, if it does.</summary>
    public CachedProduct.OnDisk? FindStored(Fingerprint work) => caching.Cache.FindStored(work);

    /// <summary>Keeps what nothing can be known again by, as long as there is room.</summary>
    public Func<ClrValue?> AddHeld(TaskName task, ClrValue value) => caching.Cache.Hold(task.Text, value);

    /// <summary>Access to the product of that work after the run; it keeps nothing of the run alive.</summary>
    public Func<ClrValue?> FetchLater(TaskDeclaration task, Fingerprint work)
    {
        if (task is not { Product: { } type, Cache: var mode })
            return () => null;

        var (cache, compiled) = (caching.Cache, program);
        return () => cache.Find(work, mode) is { } kept && cache.TryLoad(work, kept, compiled.RepresentationOf(type), out var fetched) ? fetched : null;
    }

    /// <summary>For what a task's body keeps under names of its own.</summary>
    public ITaskCache CachedPartsOf(BoundTask task, CancellationToken cancellation) => new CachedParts(task, caching, runner, Record, clock, cancellation);

    /// <summary>By which a product is known again; null where it cannot be compared.</summary>
    /// <param name="files">Takes down its files and folders.</param>
    /// <param name="onRefused">Told which of them cannot be read, and why.</param>
    public ContentDigest? ContentOf(ClrValue product, DagType? type, ProductFiles files, Action<string>? onRefused = null, CancellationToken cancellation = default)
        => caching.Fingerprints.ContentOf(product, type, new() { OnFile = files.Add, OnFolder = files.Add, OnRefused = onRefused }, cancellation);

    /// <summary>Those of a product's files and folders that anybody may write to; null where there are none.</summary>
    public ProductFiles? ElsewhereOf(ProductFiles files)
        => !files.IsEmpty && caching.Cache.ElsewhereOf(files) is { IsEmpty: false } elsewhere ? elsewhere : null;

    /// <summary>What was made while files that it was made from changed: it is of use to this run alone.</summary>
    public CacheDecision Drop(TaskDeclaration task, IReadOnlyList<string> changed)
    {
        var names = NameList.Quoted(changed.Select(PathBytes.Shown), most: 3);
        warnings.Enqueue(TaskErrors.InputChanged(task.At, task.Name, names));
        return new CacheDecision.Dropped($"{names} changed while it ran");
    }

    /// <summary>Keeps what was made just now.</summary>
    /// <param name="unknown">Why it cannot be known again, where it cannot.</param>
    /// <returns>What was decided, and how the task fails where its product cannot be kept though it must be.</returns>
    public (TrialResult? Failed, CacheDecision? Keeping) Keep(
        TaskDeclaration task, WorkFingerprint? work, ClrValue product, ContentDigest? content, ProductFiles files, TimeSpan took, Func<string> unknown)
    {
        if (task.Product is not { } type || content is null || work is null)
        {
            var why = unknown();
            return (task.Cache == CacheMode.Disk ? Unstorable(task, why) : null, new CacheDecision.Dropped(why));
        }

        var stored = new StoredWork(content, PredicatesOf(task), task.Name.Text, clock.GetUtcNow(), took) { Files = files };
        var isTold = runner.ContainsSecret(type, product, files.Paths);
        if (isTold)
            warnings.Enqueue(TaskErrors.ContainsSecret(task.At, task.Name, type.Name.Text));
        var keeping = isTold ? task.Cache == CacheMode.Never ? new CacheDecision.Dropped("cache never") : caching.Cache.KeepSecret(work.Fingerprint, stored, product, "it contains a secret")
            : Secrecy.Hides(type) && task.Cache != CacheMode.Never
            ? caching.Cache.KeepSecret(work.Fingerprint, stored, product, "it is secret")
            : caching.Cache.Keep(work.Fingerprint, task.Cache, stored, product, program.RepresentationOf(type));
        madeHere[work.Fingerprint] = true;
        Record(keeping);
        return (keeping is CacheDecision.Unstorable(var reason) ? Unstorable(task, reason) : null, keeping);
    }

    private CachedProduct? FindKept(TaskDeclaration task, Fingerprint work)
    {
        if (caching.Force && !madeHere.ContainsKey(work))
            return null;

        var kept = caching.Cache.Find(work, task.Cache);
        return kept is not null && task.Fresh is { } fresh && clock.GetUtcNow() - kept.MadeAt > fresh ? null : kept;
    }

    private string PredicatesOf(TaskDeclaration task) => task.Product is { } type ? caching.Fingerprints.PredicatesOf(type) : "";

    private void Record(CacheDecision keeping) => refusal = keeping.Refusal ?? refusal;

    private static TrialResult.Failed Unstorable(TaskDeclaration task, string why) => new(TaskFailure.Of(TaskErrors.Unstorable(task.At, task.Name, why)));
}
