using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Invoking;
using Dag.Interpreter.Planning;
using Dag.Interpreter.Tracking;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Executing;

/// <summary>What would become of a node, and why.</summary>
/// <param name="Verb"><c>run</c>; <c>reuse</c>; <c>free</c> for what runs and is let go once nobody waits for it; nothing where there is nothing to do.</param>
public sealed record Forecast(string Verb, string Why)
{
    private static readonly Forecast Nothing = new("", "");
    private static readonly ContentDigest Unknown = new("", 0, []);

    /// <summary>For each node of a plan. Runs nothing: what comes of a task that runs is not known, and so neither is what follows.</summary>
    /// <param name="last">What each was when it was last tried, where reasons are asked for.</param>
    internal static IReadOnlyList<Forecast> Of(Plan plan, CacheOrder caching, CallerVariables caller, LastWork? last, TimeProvider clock)
    {
        var work = new NodeWork(plan, caching.Fingerprints, caller);
        var contents = new ContentDigest?[plan.Graph.Count];
        var forecasts = new Forecast[plan.Graph.Count];
        for (var node = 0; node < forecasts.Length; node++)
            (forecasts[node], contents[node]) = Of(plan, node, work, contents, caching, last, clock);
        return forecasts;
    }

    private static (Forecast Forecast, ContentDigest? Content) Of(Plan plan, int node, NodeWork work, ContentDigest?[] contents, CacheOrder caching, LastWork? last, TimeProvider clock)
    {
        var task = plan.Tasks[node];
        if (task.Declaration.IsMarker)
            return (Nothing, null);
        if (task.Given is { } given)
            return (Nothing, caching.Fingerprints.ContentOf(given, task.Declaration.Product));
        if (task.Declaration.IsAction)
            return (new("run", WorkReasons.Action), null);
        if (caching.Force)
            return (new("run", WorkReasons.Forced), null);
        if (task.Declaration.Cache == CacheMode.Never)
            return (new("free", WorkReasons.Never), null);
        if (work.Of(task, other => contents[other]) is not { } known)
            return (new("run", WhyUnknown(task, work, contents, caching.Fingerprints, last)), null);
        if (caching.Cache.Find(known.Fingerprint, task.Declaration.Cache) is not { } kept)
            return (new("run", caching.Cache.FindLetGo(known.Fingerprint)?.Why ?? (last is null ? "nothing that was made by the same work is kept" : WorkReasons.Again(task, known, last, []) ?? "")), null);

        return task.Declaration.Fresh is { } fresh && clock.GetUtcNow() - kept.MadeAt > fresh
            ? (new("run", WorkReasons.TooOld(kept, fresh)), null)
            : (new("reuse", $"the same work was done {WorkReasons.Moment(kept.MadeAt)}"), kept.Content);
    }

    // What it depends on may come out the same; what is otherwise in the task itself will not.
    private static string WhyUnknown(InvokedTask task, NodeWork work, ContentDigest?[] contents, TaskFingerprint fingerprints, LastWork? last)
    {
        var unknown = task.Declaration.Deps.Where(dep => dep.Product is not null && contents[work.NodeOf(dep.Task)] is null).ToList();
        if (unknown.Count == 0)
            return WorkReasons.Uncompared(task, _ => true, fingerprints);

        var makers = string.Join(" and ", unknown.Select(dep => $"'{dep.Task}'").Distinct());
        return last is not null && work.Of(task, other => contents[other] ?? Unknown) is { } known
            && WorkReasons.Again(task, known, last, [.. unknown.Select(dep => $"dep {dep.LocalName}")]) is { } changed
            ? $"{changed}; and it depends on what {makers} {(unknown.Count == 1 ? "makes" : "make")}"
            : $"it depends on what {makers} {(unknown.Count == 1 ? "makes" : "make")}: where that is the same as before, it is reused";
    }
}
