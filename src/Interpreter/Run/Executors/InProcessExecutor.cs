using System.Collections.Concurrent;
using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Journals;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Run.Executors;

/// <summary>Runs a C# body on the thread pool. One that does not look at its token when it is cancelled is left behind after a grace.</summary>
internal sealed class InProcessExecutor(CompiledCode program, EventPublisher events, TimeProvider clock) : ITrialExecutor
{
    private readonly CancellationGrace grace = new(clock);
    private readonly ConcurrentDictionary<TaskName, ConcurrentDictionary<string, Lazy<ClrValue>>> cached = [];

    public async Task<TrialResult> RunAsync(TrialRequest request, CancellationToken cancellation)
    {
        var task = request.Task.Declaration;
        var body = program.BodyOf(task) ?? throw new System.Diagnostics.UnreachableException($"the body of '{task.Name}' was compiled");
        var context = new TaskContext(request.Folder, request.Attempt, new BodySink(task.Name, events), cached.GetOrAdd(task.Name, _ => []), cancellation) { Kept = request.Parts, ProductName = task.ProductName?.Text };
        ClrValue[] arguments = [.. request.Products, .. request.Task.Options.Select(option => option.Value)];
        using var code = RunningCode.Begin(() => $"task '{task.Name}'");
        var running = Task.Run(
            () =>
            {
                code.Enter();
                TrialLog.Begin(line => events.Record(at => new RunEvent.Logged(at, task.Name, line)));
                return task.Yields ? YieldAsync(request, body, context, arguments, cancellation) : MakeAsync(body, context, arguments);
            },
            CancellationToken.None);
        if (!await grace.EndsAsync(Task.WhenAny(running, code.Fault), cancellation).ConfigureAwait(false))
            return new TrialResult.Stopped(IsLeftBehind: true);
        if (code.Fault.IsCompletedSuccessfully)
            return new TrialResult.Failed(TaskFailure.Of(FaultOf(task, await code.Fault.ConfigureAwait(false))));

        // Its own no more: large ones are to go as soon as their last consumer is done.
        Array.Clear(arguments);
        try
        {
            return await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new TrialResult.Stopped();
        }
        catch (Exception thrown)
        {
            return new TrialResult.Failed(TaskFailure.Of(Threw(task, thrown)));
        }
    }

    private static async Task<TrialResult> MakeAsync(TaskBody body, TaskContext context, ClrValue[] arguments) => new TrialResult.Made(await body(context, arguments).ConfigureAwait(false));

    // Each element is asked for when there is room for the one before it.
    private async Task<TrialResult> YieldAsync(TrialRequest request, TaskBody body, TaskContext context, ClrValue[] arguments, CancellationToken cancellation)
    {
        var elements = program.NewListOf((request.Task.Declaration.Product ?? throw new System.Diagnostics.UnreachableException("a stream has a type")).Single);
        var source = (await body(context, arguments).ConfigureAwait(false)).As<ElementSource>();
        await foreach (var element in source.Open(cancellation).ConfigureAwait(false))
        {
            if (request.Elements is { } sink && await sink.TakeAsync(elements.Count, element, cancellation).ConfigureAwait(false) is { } wrong)
                return wrong;

            elements.Add(element.Raw);
            if (request.Elements is { IsClosed: true })
                return new TrialResult.Stopped();
            cancellation.ThrowIfCancellationRequested();
        }

        return new TrialResult.Made(new(elements));
    }

    /// <summary>Holds a product against predicates of the program itself, which are as free to do anything as a body is.</summary>
    public async Task<TrialResult> CheckAsync(TaskDeclaration task, Func<TrialResult> check, CancellationToken cancellation)
    {
        using var code = RunningCode.Begin(() => $"task '{task.Name}'");
        var running = Task.Run(
            () =>
            {
                code.Enter();
                return check();
            },
            CancellationToken.None);
        if (!await grace.EndsAsync(Task.WhenAny(running, code.Fault), cancellation).ConfigureAwait(false))
            return new TrialResult.Stopped(IsLeftBehind: true);

        return code.Fault.IsCompletedSuccessfully
            ? new TrialResult.Failed(TaskFailure.Of(FaultOf(task, await code.Fault.ConfigureAwait(false))))
            : await running.ConfigureAwait(false);
    }

    private Diagnostic FaultOf(TaskDeclaration task, CodeFault fault) => fault switch
    {
        CodeFault.EndedProcess(var others) => TaskErrors.EndedProcess(task.At, task.Name, others),
        CodeFault.Threw(var thrown) => ThrewUncaught(task, thrown),
        _ => throw new System.Diagnostics.UnreachableException($"fault {fault}"),
    };

    private Diagnostic ThrewUncaught(TaskDeclaration task, Exception thrown)
    {
        var frames = program.FramesOf(thrown, task);
        var at = frames.IsEmpty ? task.At : frames[0].At ?? task.At;
        return TaskErrors.ThrewUncaught(at, task.Name, thrown.GetType().Name, thrown.Message, frames.Count > 1 ? [.. frames.Span[1..]] : []);
    }

    private Diagnostic Threw(TaskDeclaration task, Exception thrown)
    {
        var cause = thrown is AggregateException { InnerExceptions: [var only] } ? only : thrown;
        var frames = program.FramesOf(cause, task);
        var at = frames.IsEmpty ? task.At : frames[0].At ?? task.At;
        if (cause is InsufficientExecutionStackException)
            return TaskErrors.RecursedTooDeeply(at, task.Name, frames.Count > 1 ? [.. frames.Span[1..]] : []);

        return TaskErrors.Threw(at, task.Name, cause.GetType().Name, cause.Message, frames.Count > 1 ? [.. frames.Span[1..]] : []);
    }

    private sealed class BodySink(TaskName task, EventPublisher events) : ITaskSink
    {
        public void Log(string line) => events.Record(at => new RunEvent.Logged(at, task, line));

        public void Progress(double fraction, string? note) => events.Record(at => new RunEvent.Progressed(at, task, fraction, note));

        public void Metric(string name, double value) => events.Record(at => new RunEvent.MetricRecorded(at, task, name, value));

        public void Artifact(string path) => events.Record(at => new RunEvent.ArtifactKept(at, task, path));
    }
}
