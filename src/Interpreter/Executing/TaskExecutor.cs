using Dag.Interpreter.Caching;
using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Invoking;
using Dag.Interpreter.Planning;
using Dag.Interpreter.Surface;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Executing;

/// <summary>
/// Does the work of a plan's nodes: what was made by the same work before is taken, what is being made is waited for, everything else is tried.
/// Keeps the products of the run by node.
/// </summary>
internal sealed class TaskExecutor(Plan plan, Trials trials, ProductCache cache, TaskFingerprint fingerprints, CallerVariables caller, string folder) : IExecutor
{
    private readonly ClrValue[] products = new ClrValue[plan.Graph.Count];
    private readonly ContentDigest?[] contents = new ContentDigest?[plan.Graph.Count];
    private readonly bool[] isMade = new bool[plan.Graph.Count];
    private readonly WorkInFlight<TrialEnd> inFlight = new();
    private readonly Dictionary<TaskName, int> nodes = Enumerable.Range(0, plan.Graph.Count).ToDictionary(plan.NameOf);

    /// <summary>Whether the node has ended well.</summary>
    public bool IsMade(int node) => isMade[node];

    public ClrValue ProductOf(int node) => products[node];

    public ValueTask<Outcome> ExecuteAsync(int node, CancellationToken cancellation)
    {
        var task = plan.Tasks[node];
        if (task.Declaration.IsMarker)
            return new(Outcome.Made);
        if (task.Given is { } given)
            return new(Settle(node, new TrialEnd.Made(given), isReused: true));

        // Starting a process takes its while, and the caller has others to start.
        return new(Task.Run(() => ExecuteAsync(node, task, cancellation), CancellationToken.None));
    }

    private async Task<Outcome> ExecuteAsync(int node, InvokedTask task, CancellationToken cancellation)
    {
        var (names, values) = ProductsFor(task.Declaration);
        var order = new TrialOrder(task, names, values, 1, Path.Combine(folder, FolderName(task.Declaration.Name)));
        if (task.Declaration.IsAction || FingerprintOf(task)?.Fingerprint is not { } fingerprint)
            return Settle(node, await trials.RunAsync(order, cancellation).ConfigureAwait(false), isReused: false);

        if (cache.TryFind(fingerprint, out var known))
            return Settle(node, new TrialEnd.Made(known), isReused: true);
        if (inFlight.Join(fingerprint) is { } under)
            return Settle(node, await under.ConfigureAwait(false), isReused: true);

        TrialEnd end = new TrialEnd.Stopped();
        try
        {
            end = await trials.RunAsync(order, cancellation).ConfigureAwait(false);
            if (end is TrialEnd.Made(var product))
                cache.Keep(fingerprint, product);
        }
        finally
        {
            inFlight.End(fingerprint, end);
        }

        return Settle(node, end, isReused: false);
    }

    // A name has no '/', so its trial's folder is one step below the run's.
    private static string FolderName(TaskName name) => name.Text;

    private Outcome Settle(int node, TrialEnd end, bool isReused)
    {
        switch (end)
        {
            case TrialEnd.Made(var product):
                products[node] = product;
                contents[node] = plan.Tasks[node].Declaration.Product is null ? null : ContentWalk.Of(product);
                isMade[node] = true;
                return isReused ? Outcome.Reused : Outcome.Made;
            case TrialEnd.Failed(var failure):
                return new Outcome.Failed(failure);
            case TrialEnd.TimedOut(var failure):
                return new Outcome.Failed(failure);
            default:
                return Outcome.Stopped;
        }
    }

    private (EquatableList<string> Names, ClrValue[] Values) ProductsFor(TaskDeclaration task)
    {
        var names = new List<string>(task.Deps.Count);
        var values = new List<ClrValue>(task.Deps.Count);
        foreach (var dep in task.Deps)
        {
            if (dep.Product is null)
                continue;

            names.Add(dep.LocalName);
            values.Add(products[nodes[dep.Task]]);
        }

        return (names.ToEquatableList(), [.. values]);
    }

    private FingerprintedWork? FingerprintOf(InvokedTask task)
    {
        var deps = new List<DepContent>(task.Declaration.Deps.Count);
        foreach (var dep in task.Declaration.Deps)
        {
            var node = nodes[dep.Task];
            if (plan.Tasks[node].Declaration.Product is not { } type)
                continue;
            if (contents[node] is not { } content)
                return null;

            deps.Add(new(dep.LocalName, type, content));
        }

        var variables = task.Declaration.PassedVariables.Map(variable => caller.Find(variable.Name));
        var language = task.Declaration.Body is BodyDeclaration.Script script ? ScriptLanguages.Find(script.Language, plan.Env.Languages) : null;
        return fingerprints.Of(task, deps, variables, language);
    }
}
