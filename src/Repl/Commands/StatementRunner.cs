using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Interpreter.Run.Events;
using Dag.Language.Declarations;
using Dag.Language.Querying;
using Dag.Language.Text;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Commands;

/// <summary>Says texts to a workspace and shows what it answers: data on standard output, everything else on standard error.</summary>
/// <param name="isQuiet">Nothing is said of changes that were taken.</param>
/// <param name="withTables">Products that are tables are laid out as such.</param>
internal sealed class StatementRunner(CommandContext context, Session session, bool asJson, bool isQuiet, bool withTables = false)
{
    private readonly ReplyText texts = new(context.Paint, withTables, context.Terminal.Columns);

    /// <summary>Whether any of it ran something, or would have.</summary>
    public bool HasRun { get; private set; }

    /// <summary>The last target that a run has made a product of; null where none has.</summary>
    public TaskName? LastRun { get; private set; }

    /// <summary>Every statement of a text until one is refused; the exit code of the last.</summary>
    public async Task<int> SayAsync(SourceText source, CancellationToken cancellation)
    {
        var exit = ExitCode.Fine;
        using var progress = ProgressFor(context, asJson);
        await foreach (var reply in session.ExecuteAsync(source, progress.Listener, cancellation).ConfigureAwait(false))
            exit = reply is Reply.Watched(var job) ? await WatchAsync(job, progress, cancellation).ConfigureAwait(false) : Show(reply);
        return exit;
    }

    // A later observer is told first what runs by then. The job goes on when its observer leaves.
    private async Task<int> WatchAsync(Job job, ShownProgress progress, CancellationToken cancellation)
    {
        foreach (var task in session.Records.TasksThatAre(TaskState.Running, session.Env))
            progress.Listener.On(new RunEvent.TaskStarted(context.Clock.GetUtcNow(), task));
        job.Watch(progress.Listener);
        try
        {
            return Show(new Reply.Ran(await job.Work.WaitAsync(cancellation).ConfigureAwait(false)));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            progress.Dispose();
            context.Terminal.WriteError($"job {job.Number} is still running\n");
            return ExitCode.Fine;
        }
        finally
        {
            job.Unwatch(progress.Listener);
        }
    }

    private int Show(Reply reply)
    {
        switch (reply)
        {
            case Reply.Refused(var diagnostics, _):
                context.Report(diagnostics, asJson);
                break;
            case Reply.Ran(var result):
                HasRun = true;
                LastRun = result.Products.IsEmpty ? LastRun : result.Products[^1].Task;
                context.Report(result.Diagnostics, asJson);
                break;
            case Reply.Planned({ End: RunStatus.Succeeded }, _):
                HasRun |= session.IsDry;
                break;
            case Reply.Planned({ End: not RunStatus.Succeeded } planned, _):
                context.Report(planned.Diagnostics, asJson);
                return ExitCode.Of(planned.End);
            case Reply.Changed(_, _, var warnings):
                context.Report(warnings, asJson);
                break;
            case Reply.Loaded(_, var warnings):
                context.Report(warnings, asJson);
                break;
        }

        if (asJson)
            context.Terminal.Write(JsonOf(reply));
        else if (reply is Reply.Ran)
            context.Terminal.WriteData(Masked(texts.Data(reply)), context.IsRaw);
        else
            context.Terminal.Write(Masked(texts.Data(reply)));
        if (!isQuiet && !context.IsQuiet && !asJson)
            context.Terminal.WriteError(Masked(texts.Aside(reply)));
        return ExitCode.Of(reply.End);
    }

    // What has no shape of its own is the text that a person would read.
    private string JsonOf(Reply reply)
    {
        if (isQuiet && reply is Reply.Changed)
            return "";

        return JsonAnswers.Find(reply, context.Engine.Secrets) ?? (Masked(texts.Data(reply) + texts.Aside(reply)) is { Length: > 0 } text ? JsonAnswers.OfText(text) : "");
    }

    private string Masked(string text) => context.Engine.Secrets.Mask(text);

    private static ShownProgress ProgressFor(CommandContext context, bool asJson)
    {
        if (asJson)
            return new(new JsonProgress(context.Terminal), null);
        if (!context.Terminal.IsErrorShown)
            return new(Plain(context, context.Terminal), null);

        var live = new LiveProgress(terminal => Plain(context, terminal), context.Terminal, context.Clock);
        return new(live, live);
    }

    private static PlainProgress Plain(CommandContext context, ITerminal terminal)
        => new(terminal, context.Renderer, context.Paint, OutputMode.Prefixed, StepsShown.End);

    private sealed record ShownProgress(IRunListener Listener, IDisposable? Display) : IDisposable
    {
        public void Dispose() => Display?.Dispose();
    }
}
