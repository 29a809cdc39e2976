using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Publishing;
using Dag.Interpreter.State.UpToDate;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Running;

/// <summary>Publishes what the tasks of a run made or reused: where their clauses say, and its targets into a folder where that is asked for.</summary>
/// <param name="folder">That folder.</param>
internal sealed class ProductPublishing(Publisher publisher, string? folder)
{
    private readonly List<Diagnostic> problems = [];
    private readonly Dictionary<string, TaskName> taken = new(StringComparer.Ordinal);

    private readonly Dictionary<TaskName, string> places = [];

    /// <summary>Copies of what is published nowhere.</summary>
    public required ProductCopies Copies { get; init; }

    /// <summary>Makes them.</summary>
    public required Publisher Copier { get; init; }

    /// <summary>Why some were not.</summary>
    public IReadOnlyList<Diagnostic> Problems => problems;

    /// <param name="snapshot">Told of each that lies where it belongs.</param>
    public async Task PublishAsync(Plan plan, TaskExecutor executor, EventPublisher events, SnapshotBuilder? snapshot, CancellationToken cancellation)
    {
        for (var node = 0; node < plan.Graph.Count; node++)
        {
            if (plan.Tasks[node] is not { Given: null, Declaration: { Publish: { } publish } task } || !executor.IsMade(node) || PublishPlaces.Find(task) is not { } place)
                continue;

            if (PublishPlaces.WhyNotWritten(PublishPlaces.FolderOf(task), place) is { } why)
                problems.Add(TaskErrors.NotPublished(publish.At, task.Name, place, why));
            else if (await executor.ProductOfAsync(node, cancellation).ConfigureAwait(false) is TrialResult.Made(var product))
                Publish(task, publish.At, product, place, events, snapshot);
        }

        foreach (var target in folder is null ? [] : plan.Targets.Distinct())
        {
            var task = plan.Tasks[target].Declaration;
            if (task.Product is null || !executor.IsMade(target))
                continue;
            if (Secrecy.Hides(task.Product))
                problems.Add(TaskErrors.SecretNotPublished(task.At, task.Name));
            else if (await executor.ProductOfAsync(target, cancellation).ConfigureAwait(false) is TrialResult.Made(var product))
                PublishTarget(task, product, Path.GetFullPath(folder ?? ""), events, snapshot);
        }
    }

    /// <summary>
    /// A target's product as it is shown: a file or folder where it was published, or else a copy that its owner may write to. One that cannot be copied is shown where it lies in the store.
    /// </summary>
    public TargetProduct Show(TargetProduct target, Plan plan, TaskExecutor executor, SnapshotBuilder? snapshot)
    {
        if (target.IsSecret || target.Value.Raw is not (DagFile or DagFolder))
            return target;

        var place = places.GetValueOrDefault(target.Task);
        for (var node = 0; node < plan.Graph.Count && place is null; node++)
        {
            if (plan.NameOf(node) == target.Task && plan.Tasks[node].Given is null)
                place = Copy(plan.Tasks[node].Declaration, target.Value, executor.ContentOf(node), snapshot);
        }

        if (place is null)
            return target;

        snapshot?.Show(target.Task, place);
        return target with { Value = target.Value.Raw is DagFile ? new ClrValue(DagFile.Of(place)) : new ClrValue(DagFolder.Of(place)) };
    }

    private string? Copy(TaskDeclaration task, ClrValue product, ContentDigest? content, SnapshotBuilder? snapshot)
    {
        if (Copies.FindPlace(product, content, NameOf(task, product)) is not { } place)
            return null;

        switch (Copier.Publish(product, place))
        {
            case PublishOutcome.Copied(var identity):
                snapshot?.AddPublished(place, identity);
                return place;
            case PublishOutcome.Unchanged(var identity):
                snapshot?.AddPublished(place, identity);
                return place;
            default:
                return null;
        }
    }

    private void PublishTarget(TaskDeclaration task, ClrValue product, string into, EventPublisher events, SnapshotBuilder? snapshot)
    {
        var place = Path.Combine(into, NameOf(task, product));
        if (taken.TryGetValue(place, out var other) && other != task.Name)
            problems.Add(TaskErrors.NotPublished(task.At, task.Name, place, $"the product of task '{other}' has the same name"));
        else
            Publish(task, task.At, product, place, events, snapshot);
        taken.TryAdd(place, task.Name);
    }

    private void Publish(TaskDeclaration task, SourceLocation at, ClrValue product, string place, EventPublisher events, SnapshotBuilder? snapshot)
    {
        switch (publisher.Publish(product, place))
        {
            case PublishOutcome.Copied(var identity):
                events.Record(now => new RunEvent.TaskPublished(now, task.Name, place));
                Lies(task, place, identity, snapshot);
                break;
            case PublishOutcome.Unchanged(var identity):
                Lies(task, place, identity, snapshot);
                break;
            case PublishOutcome.Edited(var wasPublished):
                problems.Add(TaskErrors.PublishedAndEdited(at, task.Name, place, wasPublished));
                break;
            case PublishOutcome.Secret:
                problems.Add(TaskErrors.SecretNotPublished(at, task.Name));
                break;
            case PublishOutcome.Refused(var why):
                problems.Add(TaskErrors.NotPublished(at, task.Name, place, why));
                break;
        }
    }

    private void Lies(TaskDeclaration task, string place, string identity, SnapshotBuilder? snapshot)
    {
        places[task.Name] = place;
        snapshot?.AddPublished(place, identity);
    }

    // A file that a script made without a name for it is called after its task.
    private static string NameOf(TaskDeclaration task, ClrValue product) => product.Raw switch
    {
        DagFile file => task.ProductName?.Text ?? (file.Name is ScriptRequest.StandardOutputName ? task.Name.Text : file.Name),
        DagFolder made => task.ProductName?.Text ?? (made.Name == "out" ? task.Name.Text : made.Name),
        string => task.Name.Text + ".txt",
        byte[] => task.Name.Text + ".bin",
        _ => task.Name.Text + ".json",
    };
}
