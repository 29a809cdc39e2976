using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Run.Streaming;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Working;

/// <summary>
/// Executor of the nodes that make streams or take them while they are made. Whatever runs at one time, the elements and their order are those of the
/// sequential program. A stream that was made before is taken as a whole; else each element is looked up by itself, and made where it is not known.
/// </summary>
internal sealed class StageExecutor
{
    private readonly StageContext run;
    private readonly ElementLog?[] outputs;
    private readonly int[] culprits;

    public StageExecutor(StageContext run)
    {
        this.run = run;
        outputs = new ElementLog?[run.Plan.Graph.Count];
        culprits = new int[run.Plan.Graph.Count];
        for (var node = 0; node < outputs.Length; node++)
        {
            culprits[node] = node;
            if (IsStage(node) && run.Plan.Tasks[node].Declaration.Product is { IsStream: true })
                outputs[node] = new(StreamSettings.MostAhead) { Readers = ReadersOf(node) };
        }
    }

    public bool IsStage(int node) => run.Settings.Edges.IsStage(node);

    public ElementLog? FindOutput(int node) => outputs[node];

    public void Close()
    {
        foreach (var output in outputs)
            output?.Close(StreamEnd.Stopped);
    }

    public Task<WorkResult> ExecuteAsync(int node, CancellationToken cancellation) => Task.Run(() => RunAsync(node, cancellation), CancellationToken.None);

    /// <summary>Makes a stream whose kept elements turned out to be damaged once more, after the run.</summary>
    public async Task<MakeResult.Tried> MakeAgainAsync(int node, CancellationToken cancellation)
    {
        var task = run.Plan.Tasks[node];
        var source = await run.Nodes.FetchAsync(run.Works.NodeOf(ElementMap.EachOf(task).Task), cancellation).ConfigureAwait(false);
        if (source is not TrialResult.Made(var whole))
            return MakeResult.Tried.Without(source);

        var map = new ElementMap(run, node, task, new ElementLog(int.MaxValue));
        return await map.RunAsync(ElementsOf(whole), cancellation).ConfigureAwait(false);
    }

    // Who waits for the end, and the run itself where the stream is a target, need all of it.
    private int ReadersOf(int node)
    {
        var readers = run.Plan.Targets.Contains(node) ? 1 : 0;
        readers += run.Plan.Graph.DependentsOf(node).Length;
        return readers;
    }

    private async Task<WorkResult> RunAsync(int node, CancellationToken cancellation)
    {
        var end = StreamEnd.Stopped;
        try
        {
            using var halted = CancellationTokenSource.CreateLinkedTokenSource(cancellation, run.Settings.Halt);
            var task = run.Plan.Tasks[node];
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
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested || run.Settings.Halt.IsCancellationRequested)
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
            var from = run.Works.NodeOf(dep.Task);
            if (dep.Product is { IsStream: true } && outputs[from] is not null && !inputs.Contains(from))
                inputs.Add(from);
        }

        if (!task.Declaration.IsAction && run.Settings.IsKnown(task.Declaration.Name))
            await WaitForNewsAsync(inputs, halt).ConfigureAwait(false);
        if (EndOf(inputs) is { } ended)
            return ended;

        var sink = outputs[node] is { } output ? new StreamSink(output, task.Declaration, run.Settings, run.Cache) : null;
        using var place = new SlotHolder(run.Settings.Slots, run.Plan.Graph.Count - node);
        await place.TakeAsync(halt).ConfigureAwait(false);
        if (sink is not null)
            sink.Place = place;
        if (inputs.TrueForAll(run.Products.IsMade))
            return StoppedEarly(await run.Nodes.ExecuteAsync(node, task, null, cancellation, sink).ConfigureAwait(false), sink, node);

        var readers = inputs.ToDictionary(input => input, input => new LiveElements(outputs[input] ?? throw new System.Diagnostics.UnreachableException("a stage has an output"), isBounded: inputs.Count == 1, place, halt));
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
    private async Task<WorkResult> ReadAsync(int node, BoundTask task, Dictionary<int, LiveElements> readers, StreamSink? sink, SlotHolder place, CancellationToken cancellation)
    {
        WorkFingerprint? work = null;
        var inputs = new WorkInputs
        {
            FetchAsync = token => WithStreamsAsync(task.Declaration, readers, token),
            FindChanged = found => run.Nodes.ChangedSince(task.Declaration, found),
            WhyNoWork = () => run.Works.WhyNone(task, run.Products.ContentOf),
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
            FindWork = token => work = readers.Keys.All(run.Products.IsMade) ? run.Works.Of(task, run.Products.ContentOf, token) : null,
            Elements = sink,
        };
        var tried = await run.Maker.TryAsync(task, null, inputs, cancellation).ConfigureAwait(false);
        if (task.Declaration.IsAction && tried.End is TrialResult.Made)
            await inputs.WaitForEndAsync(cancellation).ConfigureAwait(false);
        var failed = readers.Keys.Where(from => outputs[from]?.End == StreamEnd.Failed).Select(from => culprits[from]).Cast<int?>().FirstOrDefault();
        if (failed is { } culprit)
        {
            run.Log.Blocked(task.Declaration.Name, run.Plan.NameOf(culprit));
            return new WorkResult.Blocked(culprit);
        }

        run.Log.Tried(task.Declaration.Name, work, tried, task.Declaration.IsAction ? RunReasons.Action : null);
        return StoppedEarly(run.Nodes.Settle(node, tried, isReused: false), sink, node);
    }

    // A stream that nobody wanted to the end has ended well, as far as it went.
    private WorkResult StoppedEarly(WorkResult result, StreamSink? sink, int node)
    {
        if (result is not WorkResult.Cancelled || sink is not { IsClosed: true })
            return result;

        run.Products.Made(node, default, null, null);
        return WorkResult.Made;
    }

    private async Task<(EquatableList<string> Names, ClrValue[] Values, TrialResult? Missing)> WithStreamsAsync(TaskDeclaration task, Dictionary<int, LiveElements> readers, CancellationToken cancellation)
    {
        var (names, values) = (new List<string>(), new List<ClrValue>());
        foreach (var dep in task.Deps.ToArray())
        {
            if (dep.Product is null)
                continue;

            var from = run.Works.NodeOf(dep.Task);
            if (!readers.TryGetValue(from, out var reader))
            {
                var end = await run.Nodes.FetchAsync(from, cancellation).ConfigureAwait(false);
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
        var from = run.Works.NodeOf(ElementMap.EachOf(task).Task);
        if (outputs[from] is { } input)
            await input.WaitForFirstAsync(halt).ConfigureAwait(false);
        if (EndOf([from]) is { } ended)
            return ended;

        WorkFingerprint? work = null;
        if (run.Products.IsMade(from) && !task.Declaration.IsAction)
        {
            work = (await run.Nodes.ReadWorkAsync(task, cancellation).ConfigureAwait(false)).Work;
            if (work is not null && run.Cache.Find(task.Declaration, work.Fingerprint) is MakeResult.Known known)
                return run.Nodes.Settle(node, known, isReused: true);
        }

        var output = outputs[node] ?? new ElementLog(int.MaxValue);
        var map = new ElementMap(run, node, task, output);
        MakeResult.Tried tried;
        if (run.Products.IsMade(from))
        {
            var source = await run.Nodes.FetchAsync(from, cancellation).ConfigureAwait(false);
            tried = source is TrialResult.Made(var whole) ? await map.RunAsync(ElementsOf(whole), cancellation).ConfigureAwait(false) : MakeResult.Tried.Without(source);
        }
        else
        {
            using var cursor = (outputs[from] ?? throw new System.Diagnostics.UnreachableException("a stage has an output")).Open(isBounded: true);
            tried = await map.RunAsync(ElementsOf(cursor, halt), cancellation).ConfigureAwait(false);
        }

        if (tried.End is TrialResult.Made && outputs[from]?.End == StreamEnd.Failed)
        {
            run.Log.Blocked(task.Declaration.Name, run.Plan.NameOf(culprits[from]));
            return new WorkResult.Blocked(culprits[from]);
        }

        run.Log.Tried(task.Declaration.Name, map.Work, tried, task.Declaration.IsAction ? RunReasons.Action : map.Because);
        if (tried.End is TrialResult.Stopped && output.IsClosed && !cancellation.IsCancellationRequested)
        {
            run.Products.Made(node, default, null, null);
            return WorkResult.Made;
        }

        return run.Nodes.Settle(node, tried, isReused: map is { HasNew: false, IsAction: false });
    }

    private async Task WaitForNewsAsync(List<int> inputs, CancellationToken halt)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(halt);
        var waits = inputs.Select(input => outputs[input]?.WaitForNewAsync(enough.Token) ?? Task.CompletedTask).ToList();
        while (waits.Count > 0 && !inputs.Exists(input => outputs[input] is { HasNew: true }))
            waits.Remove(await Task.WhenAny(waits).ConfigureAwait(false));
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

    private static IAsyncEnumerable<StreamElement> ElementsOf(ClrValue whole)
        => whole.As<System.Collections.IEnumerable>().Cast<object?>().Select(element => new StreamElement(new(element), IsNew: false)).ToAsyncEnumerable();

    private static async IAsyncEnumerable<StreamElement> ElementsOf(ElementLog.Cursor cursor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken halt)
    {
        while (await cursor.TakeAsync(halt).ConfigureAwait(false) is var (_, element))
        {
            halt.ThrowIfCancellationRequested();
            yield return element;
        }
    }
}
