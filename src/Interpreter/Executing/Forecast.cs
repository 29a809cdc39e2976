using System.Globalization;
using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Invoking;
using Dag.Interpreter.Planning;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Executing;

/// <summary>What would become of a node, and why.</summary>
/// <param name="Verb"><c>run</c>; <c>reuse</c>; <c>free</c> for what runs and is let go once nobody waits for it; nothing where there is nothing to do.</param>
public sealed record Forecast(string Verb, string Why)
{
    private static readonly Forecast Nothing = new("", "");

    /// <summary>For each node of a plan. Runs nothing: what comes of a task that runs is not known, and so neither is what follows.</summary>
    internal static IReadOnlyList<Forecast> Of(Plan plan, CacheOrder caching, CallerVariables caller, TimeProvider clock)
    {
        var work = new NodeWork(plan, caching.Fingerprints, caller);
        var contents = new ContentDigest?[plan.Graph.Count];
        var forecasts = new Forecast[plan.Graph.Count];
        for (var node = 0; node < forecasts.Length; node++)
            (forecasts[node], contents[node]) = Of(plan, node, work, contents, caching, clock);
        return forecasts;
    }

    private static (Forecast Forecast, ContentDigest? Content) Of(Plan plan, int node, NodeWork work, ContentDigest?[] contents, CacheOrder caching, TimeProvider clock)
    {
        var task = plan.Tasks[node];
        if (task.Declaration.IsMarker)
            return (Nothing, null);
        if (task.Given is { } given)
            return (Nothing, caching.Fingerprints.ContentOf(given));
        if (task.Declaration.IsAction)
            return (new("run", "it makes nothing, so it runs whenever it is reached"), null);
        if (caching.Force)
            return (new("run", "--force"), null);
        if (task.Declaration.Cache == CacheMode.Never)
            return (new("free", "it is made every time and let go after its last use: cache never"), null);
        if (work.Of(task, other => contents[other]) is not { } known)
            return (new("run", WhyUnknown(task, work, contents)), null);
        if (caching.Cache.Find(known.Fingerprint, task.Declaration.Cache) is not { } kept)
            return (new("run", "nothing that was made by the same work is kept"), null);

        var made = kept.MadeAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return task.Declaration.Fresh is { } fresh && clock.GetUtcNow() - kept.MadeAt > fresh
            ? (new("run", $"what is kept was made {made}, and that is older than its 'fresh' allows"), null)
            : (new("reuse", $"the same work was done {made}"), kept.Content);
    }

    private static string WhyUnknown(InvokedTask task, NodeWork work, ContentDigest?[] contents)
        => task.Declaration.Deps.FirstOrDefault(dep => dep.Product is not null && contents[work.NodeOf(dep.Task)] is null) is { } dep
            ? $"it depends on what '{dep.Task}' makes: where that is the same as before, it is reused"
            : "what it is made from cannot be compared";
}
