using System.Threading.Channels;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Working;

/// <summary>
/// Executor of the nodes that make streams or take them while they are made. Whatever runs at one time, the elements and their order are those of the
/// sequential program. A stream that was made before is taken as a whole; else each element is looked up by itself, and made where it is not known.
/// </summary>
internal sealed class StageExecutor
{
    private readonly Plan plan;
    private readonly TaskExecutor nodes;
    private readonly NodeFingerprints works;
    private readonly RunCache cache;
    private readonly WorkMaker maker;
    private readonly NodeProducts products;
    private readonly JournalWriter log;
    private readonly StreamSettings settings;
    private readonly ElementLog?[] outputs;
    private readonly int[] culprits;

    public StageExecutor(Plan plan, TaskExecutor nodes, NodeFingerprints works, RunCache cache, WorkMaker maker, NodeProducts products, JournalWriter log, StreamSettings settings)
    {
        this.plan = plan;
        this.nodes = nodes;
        this.works = works;
        this.cache = cache;
        this.maker = maker;
        this.products = products;
        this.log = log;
        this.settings = settings;
        outputs = new ElementLog?[plan.Graph.Count];
        culprits = new int[plan.Graph.Count];
        for (var node = 0; node < outputs.Length; node++)
        {
            culprits[node] = node;
            if (IsStage(node) && plan.Tasks[node].Declaration.Product is { IsStream: true })
                outputs[node] = new(StreamSettings.MostAhead) { Readers = ReadersOf(node) };
        }
    }

    public bool IsStage(int node) => settings.Edges.IsStage(node);

    public Task<WorkResult> ExecuteAsync(int node, CancellationToken cancellation) => Task.Run(() => RunAsync(node, cancellation), CancellationToken.None);

    /// <summary>Makes a stream whose kept elements turned out to be damaged once more, after the run.</summary>
    public async Task<MakeResult.Tried> MakeAgainAsync(int node, CancellationToken cancellation)
    {
        var task = plan.Tasks[node];
        var source = await nodes.FetchAsync(works.NodeOf(EachOf(task).Task), cancellation).ConfigureAwait(false);
        if (source is not TrialResult.Made(var whole))
            return MakeResult.Tried.Without(source);

        var map = new ElementMap(this, node, task, new ElementLog(int.MaxValue));
        return await map.RunAsync(ElementsOf(whole, cancellation), cancellation).ConfigureAwait(false);
    }

    // Who waits for the end, and the run itself where the stream is a target, need all of it.
    private int ReadersOf(int node)
    {
        var readers = plan.Targets.Contains(node) ? 1 : 0;
        readers += plan.Graph.DependentsOf(node).Length;
        return readers;
    }

    private async Task<WorkResult> RunAsync(int node, CancellationToken cancellation)
    {
        var end = StreamEnd.Stopped;
        try
        {
            using var halted = CancellationTokenSource.CreateLinkedTokenSource(cancellation, settings.Halt);
            var task = plan.Tasks[node];
            var result = task.Declaration.Each is not null ? await MapAsync(node, task, cancellation, halted.Token).ConfigureAwait(false) : await WholeAsync(node, task, cancellation, halted.Token).ConfigureAwait(false);
            end = result switch
            {
                WorkResult.Succeeded => StreamEnd.Whole,
                WorkResult.Failed => StreamEnd.Failed,
                WorkResult.Blocked => StreamEnd.Failed,
                _ => StreamEnd.Stopped,
            };
            if (result is WorkResult.Blocked(var culprit))
                culprits[node] = culprit;
            return result;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested || settings.Halt.IsCancellationRequested)
        {
            return WorkResult.Stopped;
        }
        finally
        {
            outputs[node]?.Close(end);
        }
    }

    // A source, or what takes whole streams. It may begin with their first elements.
    private async Task<WorkResult> WholeAsync(int node, BoundTask task, CancellationToken cancellation, CancellationToken halt)
    {
        var inputs = new List<int>();
        foreach (var dep in task.Declaration.Deps)
        {
            var from = works.NodeOf(dep.Task);
            if (dep.Product is { IsStream: true } && outputs[from] is not null && !inputs.Contains(from))
                inputs.Add(from);
        }

        if (!task.Declaration.IsAction && settings.IsKnown(task.Declaration.Name))
            await WaitForNewsAsync(inputs, halt).ConfigureAwait(false);
        if (EndOf(inputs) is { } ended)
            return ended;

        var sink = outputs[node] is { } output ? new StreamSink(output, task.Declaration, settings, cache) : null;
        using var place = new SlotHolder(settings.Slots, plan.Graph.Count - node);
        await place.TakeAsync(halt).ConfigureAwait(false);
        if (sink is not null)
            sink.Place = place;
        if (inputs.TrueForAll(products.IsMade))
            return StoppedEarly(await nodes.ExecuteAsync(node, task, null, cancellation, sink).ConfigureAwait(false), sink, node);

        var readers = inputs.ToDictionary(input => input, input => new StreamReader(outputs[input] ?? throw new System.Diagnostics.UnreachableException("a stage has an output"), isBounded: inputs.Count == 1, place, halt));
        try
        {
            return await ReadAsync(node, task, readers, sink, place, cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (var reader in readers.Values)
                reader.Dispose();
        }
    }

    // What was started before its inputs were known is looked up once they are: it may turn out to be known.
    private async Task<WorkResult> ReadAsync(int node, BoundTask task, Dictionary<int, StreamReader> readers, StreamSink? sink, SlotHolder place, CancellationToken cancellation)
    {
        WorkFingerprint? work = null;
        var inputs = new WorkInputs
        {
            FetchAsync = token => WithStreamsAsync(task.Declaration, readers, token),
            FindChanged = found => nodes.ChangedSince(task.Declaration, found),
            WhyNoWork = () => works.WhyNone(task, products.ContentOf),
            WaitForEndAsync = async token =>
            {
                place.Release();
                foreach (var (from, reader) in readers)
                {
                    reader.Dispose();
                    if (outputs[from] is { } output)
                        await output.WaitForEndAsync(token).ConfigureAwait(false);
                }
            },
            FindWork = token => work = readers.Keys.All(products.IsMade) ? works.Of(task, products.ContentOf, token) : null,
            Elements = sink,
        };
        var tried = await maker.TryAsync(task, null, inputs, cancellation).ConfigureAwait(false);
        if (task.Declaration.IsAction && tried.End is TrialResult.Made)
            await inputs.WaitForEndAsync(cancellation).ConfigureAwait(false);
        var failed = readers.Keys.Where(from => outputs[from]?.End == StreamEnd.Failed).Select(from => culprits[from]).Cast<int?>().FirstOrDefault();
        if (failed is { } culprit)
        {
            log.Blocked(task.Declaration.Name, plan.NameOf(culprit));
            return new WorkResult.Blocked(culprit);
        }

        log.Tried(task.Declaration.Name, work, tried, task.Declaration.IsAction ? RunReasons.Action : null);
        return StoppedEarly(nodes.Settle(node, tried, isReused: false), sink, node);
    }

    // A stream that nobody wanted to the end has ended well, as far as it went.
    private WorkResult StoppedEarly(WorkResult result, StreamSink? sink, int node)
    {
        if (result is not WorkResult.Cancelled || sink is not { IsClosed: true })
            return result;

        products.Made(node, default, null, null);
        return WorkResult.Made;
    }

    private async Task<(EquatableList<string> Names, ClrValue[] Values, TrialResult? Missing)> WithStreamsAsync(TaskDeclaration task, Dictionary<int, StreamReader> readers, CancellationToken cancellation)
    {
        var (names, values) = (new List<string>(), new List<ClrValue>());
        foreach (var dep in task.Deps.ToArray())
        {
            if (dep.Product is null)
                continue;

            var from = works.NodeOf(dep.Task);
            if (!readers.TryGetValue(from, out var reader))
            {
                var end = await nodes.FetchAsync(from, cancellation).ConfigureAwait(false);
                if (end is not TrialResult.Made(var value))
                    return ([], [], end);

                values.Add(value);
            }
            else
            {
                values.Add(new(reader));
            }

            names.Add(dep.LocalName);
        }

        return (names.ToEquatableList(), [.. values], null);
    }

    private async Task<WorkResult> MapAsync(int node, BoundTask task, CancellationToken cancellation, CancellationToken halt)
    {
        var from = works.NodeOf(EachOf(task).Task);
        if (outputs[from] is { } input)
            await input.WaitForFirstAsync(halt).ConfigureAwait(false);
        if (EndOf([from]) is { } ended)
            return ended;

        WorkFingerprint? work = null;
        if (products.IsMade(from) && !task.Declaration.IsAction)
        {
            work = (await nodes.ReadWorkAsync(task, cancellation).ConfigureAwait(false)).Work;
            if (work is not null && cache.Find(task.Declaration, work.Fingerprint) is MakeResult.Known known)
                return nodes.Settle(node, known, isReused: true);
        }

        var output = outputs[node] ?? new ElementLog(int.MaxValue);
        var map = new ElementMap(this, node, task, output);
        MakeResult.Tried tried;
        if (products.IsMade(from))
        {
            var source = await nodes.FetchAsync(from, cancellation).ConfigureAwait(false);
            tried = source is TrialResult.Made(var whole) ? await map.RunAsync(ElementsOf(whole, halt), cancellation).ConfigureAwait(false) : MakeResult.Tried.Without(source);
        }
        else
        {
            using var cursor = (outputs[from] ?? throw new System.Diagnostics.UnreachableException("a stage has an output")).Open(isBounded: true);
            tried = await map.RunAsync(ElementsOf(cursor, halt), cancellation).ConfigureAwait(false);
        }

        if (tried.End is TrialResult.Made && outputs[from]?.End == StreamEnd.Failed)
        {
            log.Blocked(task.Declaration.Name, plan.NameOf(culprits[from]));
            return new WorkResult.Blocked(culprits[from]);
        }

        log.Tried(task.Declaration.Name, map.Work, tried, task.Declaration.IsAction ? RunReasons.Action : map.Because);
        if (tried.End is TrialResult.Stopped && output.IsClosed && !cancellation.IsCancellationRequested)
        {
            products.Made(node, default, null, null);
            return WorkResult.Made;
        }

        return nodes.Settle(node, tried, isReused: map is { HasNew: false, IsAction: false });
    }

    private async Task WaitForNewsAsync(List<int> inputs, CancellationToken halt)
    {
        if (inputs.Count == 0)
            return;

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(halt);
        var ends = Task.WhenAll(inputs.Select(input => outputs[input]?.WaitForEndAsync(enough.Token) ?? Task.CompletedTask));
        var news = inputs.Select(input => outputs[input]?.WaitForNewAsync(enough.Token) ?? Task.CompletedTask).Prepend(ends);
        var first = await Task.WhenAny(news).ConfigureAwait(false);
        while (!ends.IsCompleted && !inputs.Exists(input => outputs[input] is { HasNew: true }) && !halt.IsCancellationRequested)
            first = await Task.WhenAny(ends, Task.WhenAll(inputs.Where(input => outputs[input]?.End == StreamEnd.Open).Select(input => outputs[input]?.WaitForNewAsync(enough.Token) ?? Task.CompletedTask))).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        halt.ThrowIfCancellationRequested();
    }

    // How a consumer ends that has not begun, where one of its streams has ended and not well.
    private WorkResult? EndOf(IEnumerable<int> inputs)
    {
        foreach (var input in inputs)
        {
            if (outputs[input] is not { } output)
                continue;
            if (output.End == StreamEnd.Failed && output.Count == 0)
                return new WorkResult.Blocked(culprits[input]);
            if (output.End == StreamEnd.Stopped)
                return WorkResult.Stopped;
        }

        return null;
    }

    private static DepDeclaration EachOf(BoundTask task) => task.Declaration.Each ?? throw new System.Diagnostics.UnreachableException("a map takes each of a stream");

#pragma warning disable CS1998 // They are all there.
    private static async IAsyncEnumerable<StreamElement> ElementsOf(ClrValue whole, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken halt)
    {
        foreach (var element in whole.As<System.Collections.IEnumerable>())
        {
            halt.ThrowIfCancellationRequested();
            yield return new(new(element), IsNew: false);
        }
    }
#pragma warning restore CS1998

    private static async IAsyncEnumerable<StreamElement> ElementsOf(ElementLog.Cursor cursor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken halt)
    {
        while (await cursor.TakeAsync(halt).ConfigureAwait(false) is var (_, element))
        {
            halt.ThrowIfCancellationRequested();
            yield return element;
        }
    }

    /// <summary>The work of one task on each element of a stream.</summary>
    private sealed class ElementMap(StageExecutor stage, int node, BoundTask task, ElementLog output)
    {
        private readonly BoundTask one = task with { Declaration = task.Declaration.ForElement() };
        private readonly DepDeclaration each = EachOf(task);
        private readonly List<(int Index, TaskFailure Failure)> failures = [];
        private TimeSpan took;

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
            var made = product is null ? null : stage.settings.Program.NewListOf(product.Single);
            var begun = Channel.CreateBounded<Task<WorkEnd>>(new BoundedChannelOptions(StreamSettings.MostOutOfOrder) { SingleReader = true, SingleWriter = true });
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var delivering = DeliverAsync(begun.Reader, made, stop, cancellation);
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
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(broken);
            if (broken is not null || !isWhole)
                return MakeResult.Tried.Without(new TrialResult.Stopped());
            if (made is null)
                return MakeResult.Tried.Without(new TrialResult.Made(default)) with { Took = took };

            return await stage.maker.KeepAsync(task, FindWork, WholeInputs(), new(made), took, cancellation).ConfigureAwait(false);
        }

        private WorkFingerprint? FindWork(CancellationToken cancellation)
            => Work = stage.products.IsMade(stage.works.NodeOf(each.Task)) ? stage.works.Of(task, stage.products.ContentOf, cancellation) : null;

        private WorkInputs WholeInputs() => new()
        {
            FetchAsync = _ => throw new System.Diagnostics.UnreachableException("a stream is made element by element"),
            FindChanged = work => stage.nodes.ChangedSince(task.Declaration, work),
            WhyNoWork = () => stage.works.WhyNone(task, stage.products.ContentOf),
        };

        private async Task BeginAsync(IAsyncEnumerable<StreamElement> input, ChannelWriter<Task<WorkEnd>> begun, CancellationToken stop, CancellationToken cancellation)
        {
            await foreach (var element in input.WithCancellation(stop).ConfigureAwait(false))
            {
                await output.WaitForRoomAsync(stop).ConfigureAwait(false);
                await begun.WaitToWriteAsync(stop).ConfigureAwait(false);
                await stage.settings.Slots.TakeAsync(stage.plan.Graph.Count - node, stop).ConfigureAwait(false);
                var work = Task.Run(() => WorkAsync(element.Value, cancellation), CancellationToken.None);
                await begun.WriteAsync(work, CancellationToken.None).ConfigureAwait(false);
            }
        }

        private async Task<WorkEnd> WorkAsync(ClrValue element, CancellationToken cancellation)
        {
            try
            {
                var content = stage.cache.ContentOf(element, each.Product, new(), cancellation: cancellation);
                var inputs = InputsOf(element, content);
                if (IsAction || Of(content, cancellation) is not { } work)
                    return new(await stage.maker.TryAsync(one, null, inputs, cancellation).ConfigureAwait(false), IsAction ? RunReasons.Action : inputs.WhyNoWork(), IsByOthers: false);

                return await stage.maker.GetOrMakeAsync(one, work, inputs, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return new(MakeResult.Tried.Without(new TrialResult.Stopped()), null, IsByOthers: false);
            }
            finally
            {
                stage.settings.Slots.Release();
            }
        }

        private WorkFingerprint? Of(ContentDigest? element, CancellationToken cancellation) => stage.works.Of(one, dep => ContentOf(dep, element), cancellation);

        private ContentDigest? ContentOf(DepDeclaration dep, ContentDigest? element) => dep.LocalName == each.LocalName ? element : stage.products.ContentOf(stage.works.NodeOf(dep.Task));

        private WorkInputs InputsOf(ClrValue element, ContentDigest? content) => new()
        {
            FetchAsync = async cancellation =>
            {
                // The others are the same for all elements, and stay where they are as long as this task runs.
                var (names, values, missing) = await stage.nodes.ProductsForAsync(task.Declaration, cancellation).ConfigureAwait(false);
                return missing is null ? (names.Prepend(each.LocalName).ToEquatableList(), Ordered(names, values, element), null) : (names, values, missing);
            },
            FindChanged = work => stage.nodes.ChangedSince(task.Declaration, work),
            WhyNoWork = () => content is null ? RunReasons.Uncomparable(element) : stage.works.WhyNone(one, stage.products.ContentOf),
            IsElement = true,
        };

        // A body takes its deps in the order in which they are declared.
        private ClrValue[] Ordered(EquatableList<string> names, ClrValue[] values, ClrValue element)
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

        // In the order of the input, whatever ended first. False where it stopped before the end.
        private async Task<bool> DeliverAsync(ChannelReader<Task<WorkEnd>> begun, System.Collections.IList? made, CancellationTokenSource stop, CancellationToken cancellation)
        {
            var (index, isWhole) = (0, true);
            await foreach (var work in begun.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                var end = await work.ConfigureAwait(false);
                isWhole &= await DeliverAsync(end, index++, made, cancellation).ConfigureAwait(false);
                if (output.IsClosed)
                {
                    isWhole = false;
                    await stop.CancelAsync().ConfigureAwait(false);
                }
            }

            return isWhole;
        }

        private async Task<bool> DeliverAsync(WorkEnd end, int index, System.Collections.IList? made, CancellationToken cancellation)
        {
            var isNew = end is { IsByOthers: false, Result: MakeResult.Tried };
            HasNew |= isNew;
            Because ??= isNew ? end.Because : null;
            switch (end.Result)
            {
                case MakeResult.Tried { End: TrialResult.Made(var product), Took: var time }:
                    took += isNew ? time : TimeSpan.Zero;
                    Deliver(product, isNew, made);
                    return true;
                case MakeResult.Known(var fingerprint, var kept):
                    if (one.Declaration.Product is { } type && stage.cache.TryLoad(type, fingerprint, kept, out var value))
                    {
                        Deliver(value, isNew: false, made);
                        return true;
                    }

                    failures.Add((index, TaskFailure.Of(TaskErrors.ElementDamaged(task.Declaration.At, task.Declaration.Name, index))));
                    return false;
                case MakeResult.Tried { End: TrialResult.Failed(var failure) }:
                    failures.Add((index, failure));
                    return true;
                case MakeResult.Tried { End: TrialResult.TimedOut(var failure) }:
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
}
