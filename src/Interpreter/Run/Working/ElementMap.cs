using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Run.Streaming;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Working;

/// <summary>The work of one task on each element of a stream.</summary>
internal sealed class ElementMap(StageContext run, int node, BoundTask task, ElementLog output)
{
    private const int Sample = 16;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(10);

    private readonly ElementWork work = new(run, task);
    private readonly DepDeclaration each = EachOf(task);
    private readonly List<(int Index, TaskFailure Failure)> failures = [];
    private TimeSpan took;
    private int tried;

    /// <summary>The dep whose elements the task takes.</summary>
    public static DepDeclaration EachOf(BoundTask task) => task.Declaration.Each ?? throw new System.Diagnostics.UnreachableException("a map takes each of a stream");

    public bool IsAction => task.Declaration.IsAction;

    /// <summary>The work on the whole stream, where its input turned out to be known.</summary>
    public WorkFingerprint? Work { get; private set; }

    /// <summary>Why the first of its elements that was tried was tried.</summary>
    public string? Because { get; private set; }

    /// <summary>Whether an element was tried and not known.</summary>
    public bool HasNew { get; private set; }

    public async Task<MakeResult.Tried> RunAsync(IAsyncEnumerable<StreamElement> input, CancellationToken cancellation)
    {
        var product = task.Declaration.Product;
        var made = product is null ? null : run.Settings.Program.NewListOf(product.Single);
        var begun = Channel.CreateBounded<Task<ElementEnd>>(new BoundedChannelOptions(StreamSettings.MostOutOfOrder) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, run.Settings.Halt);
        var delivering = DeliverAsync(begun.Reader, made, stop);
        Exception? broken = null;
        try
        {
            await BeginAsync(input, begun.Writer, stop.Token, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException thrown)
        {
            broken = thrown;
        }
        finally
        {
            begun.Writer.TryComplete();
        }

        var isWhole = await delivering.ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (failures.Count > 0)
            return MakeResult.Tried.Without(new TrialResult.Failed(FirstFailure())) with { Took = took };
        if (broken is not null && !output.IsClosed)
            ExceptionDispatchInfo.Throw(broken);
        if (broken is not null || !isWhole)
            return MakeResult.Tried.Without(new TrialResult.Stopped());
        if (made is null)
            return MakeResult.Tried.Without(new TrialResult.Made(default)) with { Took = took };

        return await run.Maker.KeepAsync(task, FindWork, WholeInputs(), new(made), took, cancellation).ConfigureAwait(false);
    }

    private WorkFingerprint? FindWork(CancellationToken cancellation)
        => Work = run.Products.IsMade(run.Works.NodeOf(each.Task)) ? run.Works.Of(task, run.Products.ContentOf, cancellation) : null;

    private WorkInputs WholeInputs() => new()
    {
        FetchAsync = _ => throw new System.Diagnostics.UnreachableException("a stream is made element by element"),
        FindChanged = work => run.Nodes.ChangedSince(task.Declaration, work),
        WhyNoWork = () => run.Works.WhyNone(task, run.Products.ContentOf),
    };

    private async Task BeginAsync(IAsyncEnumerable<StreamElement> input, ChannelWriter<Task<ElementEnd>> begun, CancellationToken stop, CancellationToken cancellation)
    {
        await foreach (var element in input.WithCancellation(stop).ConfigureAwait(false))
        {
            await output.WaitForRoomAsync(stop).ConfigureAwait(false);
            await begun.WaitToWriteAsync(stop).ConfigureAwait(false);
            await run.Settings.Slots.TakeAsync(run.Plan.Graph.Count - node, stop).ConfigureAwait(false);
            var begin = Task.Run(() => WorkAsync(element.Value, cancellation), CancellationToken.None);
            await begun.WriteAsync(begin, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<ElementEnd> WorkAsync(ClrValue element, CancellationToken cancellation)
    {
        try
        {
            return await work.GetOrMakeAsync(element, isClaimed: tried < Sample || took > Quick * tried, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new(MakeResult.Tried.Without(new TrialResult.Stopped()), IsNew: false, null);
        }
        finally
        {
            run.Settings.Slots.Release();
        }
    }

    // In the order of the input, whatever ended first. False where it stopped before the end.
    private async Task<bool> DeliverAsync(ChannelReader<Task<ElementEnd>> begun, System.Collections.IList? made, CancellationTokenSource stop)
    {
        var (index, isWhole) = (0, true);
        await foreach (var work in begun.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            isWhole &= Deliver(await work.ConfigureAwait(false), index++, made);
            if (output.IsClosed)
            {
                isWhole = false;
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }

        return isWhole;
    }

    private bool Deliver(ElementEnd end, int index, System.Collections.IList? made)
    {
        HasNew |= end.IsNew;
        Because ??= end.Because;
        took += end.IsNew ? end.Work.Took : TimeSpan.Zero;
        tried += end.IsNew ? 1 : 0;
        switch (end.Work.End)
        {
            case TrialResult.Made(var product):
                Deliver(product, end.IsNew, made);
                return true;
            case TrialResult.Failed(var failure):
                failures.Add((index, failure));
                return true;
            case TrialResult.TimedOut(var failure):
                failures.Add((index, failure));
                return true;
            default:
                return false;
        }
    }

    private void Deliver(ClrValue product, bool isNew, System.Collections.IList? made)
    {
        if (made is null)
            return;
        if (!task.Declaration.Yields)
        {
            made.Add(product.Raw);
            output.Add(new(product, isNew));
            return;
        }

        foreach (var element in product.As<System.Collections.IEnumerable>())
        {
            made.Add(element);
            output.Add(new(new(element), isNew));
        }
    }

    private TaskFailure FirstFailure()
    {
        var (index, failure) = failures[0];
        var others = failures.Count == 1 ? "" : failures.Count == 2 ? " and 1 other" : $" and {failures.Count - 1} others";
        return failure with { Diagnostic = failure.Diagnostic with { Message = $"{failure.Diagnostic.Message} (element {index}{others})" } };
    }
}
