using System.Collections.Concurrent;
using System.Text;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Working;

/// <summary>The work of a task on one element of a stream, as work of its own: with a fingerprint, a product and trials.</summary>
internal sealed class ElementWork(StageContext run, BoundTask task)
{
    private readonly BoundTask one = task with { Declaration = task.Declaration.ForElement() };
    private readonly DepDeclaration each = ElementMap.EachOf(task);
    private readonly ConcurrentDictionary<string, WorkFingerprint?> bases = [];

    /// <param name="isClaimed">Whether no other process may do it at the same time. What is quick may be done twice, and is right both times.</param>
    public async Task<ElementEnd> GetOrMakeAsync(ClrValue element, bool isClaimed, CancellationToken cancellation)
    {
        var content = run.Cache.ContentOf(element, each.Product, new(), cancellation: cancellation);
        var inputs = InputsOf(element, content, isClaimed);
        if (task.Declaration.IsAction || Of(content, cancellation) is not { } work)
            return new(await run.Maker.TryAsync(one, null, inputs, cancellation).ConfigureAwait(false), IsNew: true, task.Declaration.IsAction ? RunReasons.Action : inputs.WhyNoWork());

        var (end, because, isByOthers) = await run.Maker.GetOrMakeAsync(one, work, inputs, cancellation).ConfigureAwait(false);
        if (end is MakeResult.Tried tried)
            return new(tried, IsNew: !isByOthers, because);
        if (end is MakeResult.Known(var fingerprint, var kept) && one.Declaration.Product is { } type && run.Cache.TryLoad(type, fingerprint, kept, out var value))
            return new(new(new TrialResult.Made(value), kept.Content, fingerprint), IsNew: false, null);

        return new(await run.Maker.TryAsync(one, work, inputs, cancellation).ConfigureAwait(false), IsNew: true, RunReasons.Damaged);
    }

    // All but the element is the same for every element, but for the C# that the element's own types reach.
    private WorkFingerprint? Of(ContentDigest? element, CancellationToken cancellation)
    {
        if (element is null)
            return null;

        var types = string.Join(' ', element.Types);
        if (!bases.TryGetValue(types, out var shared))
            bases[types] = shared = run.Works.Of(one, dep => ContentOf(dep, new("each", 0, element.Types)), cancellation);
        return shared is null ? null : shared with { Fingerprint = Fingerprint.Of(Encoding.ASCII.GetBytes($"{shared.Fingerprint.Digits} {element.Digits}")) };
    }

    private ContentDigest? ContentOf(DepDeclaration dep, ContentDigest? element) => dep.LocalName == each.LocalName ? element : run.Products.ContentOf(run.Works.NodeOf(dep.Task));

    private WorkInputs InputsOf(ClrValue element, ContentDigest? content, bool isClaimed) => new()
    {
        FetchAsync = async cancellation =>
        {
            // The others are the same for all elements, and stay where they are as long as this task runs.
            var (names, values, missing) = await run.Nodes.ProductsForAsync(task.Declaration, cancellation).ConfigureAwait(false);
            return missing is null ? (names.Prepend(each.LocalName).ToEquatableList(), Ordered(values, element), null) : (names, values, missing);
        },
        FindChanged = work => run.Nodes.ChangedSince(task.Declaration, work),
        WhyNoWork = () => content is null ? RunReasons.Uncomparable(element) : run.Works.WhyNone(one, run.Products.ContentOf),
        IsElement = true,
        IsClaimed = isClaimed,
    };

    // A body takes its deps in the order in which they are declared.
    private EquatableList<string> NamesOfDeps() => task.Declaration.Deps.Where(dep => dep.Product is not null).Select(dep => dep.LocalName).ToEquatableList();

    private ClrValue[] Ordered(ClrValue[] values, ClrValue element)
    {
        var ordered = new List<ClrValue>();
        var next = 0;
        foreach (var dep in task.Declaration.Deps)
        {
            if (dep.Product is not null)
                ordered.Add(dep.IsEach ? element : values[next++]);
        }

        return [.. ordered];
    }
}

/// <summary>How the work on one element ended.</summary>
/// <param name="IsNew">It was tried now, and for this element.</param>
/// <param name="Because">Why it was tried.</param>
internal sealed record ElementEnd(MakeResult.Tried Work, bool IsNew, string? Because);
