using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Forecasting;

/// <summary>Says of each node of a plan what would become of it. Runs nothing: what comes of a task that runs is not known, and so neither is what follows.</summary>
/// <param name="last">What each was when it was last tried, where reasons are asked for.</param>
internal sealed class Forecaster(Plan plan, CacheOptions caching, CallerVariables caller, LastTrials? last, TimeProvider clock)
{
    private static readonly Forecast Nothing = new(ForecastKind.Nothing, "");
    private static readonly ContentDigest Unknown = new("", 0, []);

    private readonly NodeFingerprints works = new(plan, caching.Fingerprints, caller);
    private readonly ContentDigest?[] contents = new ContentDigest?[plan.Graph.Count];

    public IReadOnlyList<Forecast> OfAll()
    {
        var forecasts = new Forecast[contents.Length];
        for (var node = 0; node < forecasts.Length; node++)
            (forecasts[node], contents[node]) = Of(plan.Tasks[node]);
        return forecasts;
    }

    private (Forecast Forecast, ContentDigest? Content) Of(BoundTask task)
    {
        if (task.Declaration.IsMarker)
            return (Nothing, null);
        if (task.Given is { } given)
            return (Nothing, caching.Fingerprints.ContentOf(given, task.Declaration.Product));
        if (task.Declaration.IsAction)
            return (new(ForecastKind.Run, RunReasons.Action, RunCause.Always), null);
        if (caching.Force)
            return (new(ForecastKind.Run, RunReasons.Forced, RunCause.Always), null);
        if (task.Declaration.Cache == CacheMode.Never)
            return (new(ForecastKind.Free, RunReasons.Never, RunCause.Always), null);
        if (works.Of(task, ContentOf) is not { } known)
            return (WhyUnknown(task), null);
        if (caching.Cache.Find(known.Fingerprint, task.Declaration.Cache) is not { } kept)
            return (WhyAgain(task, known), null);

        return task.Declaration.Fresh is { } fresh && clock.GetUtcNow() - kept.MadeAt > fresh
            ? (new(ForecastKind.Run, RunReasons.TooOld(kept, fresh), RunCause.TooOld), null)
            : (new(ForecastKind.Reuse, $"cached {RunReasons.Moment(kept.MadeAt)}"), kept.Content);
    }

    private Forecast WhyAgain(BoundTask task, WorkFingerprint known)
    {
        if (caching.Cache.FindEviction(known.Fingerprint)?.Why is { } evicted)
            return new(ForecastKind.Run, evicted, RunCause.Lost);

        var reason = last is null ? new(RunCause.Lost, "no cached product") : RunReasons.Again(task, known, last, []);
        return new(ForecastKind.Run, reason?.Text ?? "", reason?.Cause ?? RunCause.Lost);
    }

    // What it depends on may come out the same; what is otherwise in the task itself will not.
    private Forecast WhyUnknown(BoundTask task)
    {
        var unknown = task.Declaration.Deps.Where(dep => dep.Product is not null && ContentOf(works.NodeOf(dep.Task)) is null).ToList();
        if (unknown.Count == 0)
            return new(ForecastKind.Run, works.WhyNone(task, ContentOf), RunCause.Always);

        var makers = string.Join(" and ", unknown.Select(dep => $"'{dep.Task}'").Distinct());
        return last is not null && works.Of(task, node => ContentOf(node) ?? Unknown) is { } known
            && RunReasons.Again(task, known, last, [.. unknown.Select(dep => $"dep {dep.LocalName}")]) is { } changed
            ? new(ForecastKind.Run, $"{changed.Text}; also depends on {makers}", changed.Cause)
            : new(ForecastKind.Run, $"depends on {makers}; reused if {(unknown.Count == 1 ? "its product is" : "their products are")} unchanged", last is not null && last.Of(task.Declaration.Name) is null ? RunCause.New : RunCause.Upstream);
    }

    private ContentDigest? ContentOf(int node) => contents[node];
}
