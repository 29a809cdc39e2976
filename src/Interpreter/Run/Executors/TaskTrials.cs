using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Dag.Interpreter.Run.Executors;

/// <summary>Tries a task as often as its <c>retry</c> says, each time for as long as its <c>timeout</c> allows; every attempt is a trial of its own.</summary>
/// <param name="folder">Where they have their folders.</param>
internal sealed class TaskTrials(ITrialExecutor executor, EventPublisher events, TimeProvider clock, string folder)
{
    private const int MostSaid = 5;

    private volatile string? noRoom;
    private int again;

    /// <summary>Why the disk takes nothing more, where a trial has failed and it does not.</summary>
    public string? DiskFull => noRoom;

    /// <summary>The first trial of a task, which begins now.</summary>
    /// <param name="isAgain">Whether the task may have been tried in this run before; then the folders of those trials are left as they are.</param>
    // A name has no '/', so its trial's folder is one step below the run's; and no '~'.
    public TrialRequest First(BoundTask task, EquatableList<string> productNames, ClrValue[] products, ITaskCache parts, bool isAgain)
        => new(task, productNames, products, 1, Path.Combine(folder, task.Declaration.Name.Text + (isAgain ? $"~{Interlocked.Increment(ref again)}" : "")))
        {
            Parts = parts,
            Since = clock.GetTimestamp(),
        };

    /// <summary>Says what a reader of a task's log should know of its product.</summary>
    public void Log(TaskName task, IReadOnlyList<string> lines)
    {
        foreach (var line in lines.Take(MostSaid))
            events.Record(at => new RunEvent.Logged(at, task, line));
        if (lines.Count > MostSaid)
            events.Record(at => new RunEvent.Logged(at, task, $"and {lines.Count - MostSaid} more"));
    }

    /// <summary>How long its trials have taken, from the first one on.</summary>
    public TimeSpan TookSince(TrialRequest first) => clock.GetElapsedTime(first.Since);

    /// <summary>Checks whether a task may have failed because the disk is full.</summary>
    public void CheckDiskSpace(TrialRequest failed)
    {
        if (failed.Task.Declaration.Body is BodyDeclaration.Script || Directory.Exists(failed.Folder))
            noRoom ??= DiskSpace.WhyNone(failed.Folder);
    }

    public Task<TrialResult> RunAsync(TrialRequest first, CancellationToken cancellation)
        => first.Task.Declaration.Retry is { Times: > 0 } retry ? RetryAsync(first, retry, cancellation) : OnceAsync(first, cancellation);

    private async Task<TrialResult> RetryAsync(TrialRequest first, RetryDeclaration retry, CancellationToken cancellation)
    {
        var (attempt, took) = (0, TimeSpan.Zero);
        var options = OptionsOf(retry);
        options.OnRetry = arguments =>
        {
            if (arguments.Outcome.Result is { } failed)
                Retry(first, new(failed.Status, took, ReasonOf(failed)) { Wait = arguments.RetryDelay }, attempt, retry.Times + 1);
            return default;
        };
        var pipeline = new ResiliencePipelineBuilder<TrialResult> { TimeProvider = clock }.AddRetry(options).Build();
        var end = await pipeline.ExecuteAsync(
            async token =>
            {
                attempt++;
                var started = clock.GetTimestamp();
                var once = await OnceAsync(first with { Attempt = attempt, Folder = FolderOf(first.Folder, attempt) }, token, mayRetry: attempt <= retry.Times).ConfigureAwait(false);
                took = clock.GetElapsedTime(started);
                return once;
            },
            cancellation).ConfigureAwait(false);
        if (first.Trials.Count > 0)
            first.Trials.Add(new(end.Status, took, ReasonOf(end)));
        return end;
    }

    private void Retry(TrialRequest first, TrialRecord failed, int attempt, int most)
    {
        first.Trials.Add(failed);
        if (!first.IsElement)
            events.Record(at => new RunEvent.TrialRetried(at, first.Task.Declaration.Name, attempt, most, failed.Status, failed.Took, failed.Reason ?? "", failed.Wait ?? TimeSpan.Zero));
    }

    private static string? ReasonOf(TrialResult end) => end switch
    {
        TrialResult.Failed(var failure) => failure.Diagnostic.Message,
        TrialResult.TimedOut(var failure) => failure.Diagnostic.Message,
        _ => null,
    };

    private static string FolderOf(string first, int attempt) => attempt == 1 ? first : $"{first}.{attempt}";

    /// <summary>The <c>retry</c> of a task as options of Polly.</summary>
    internal static RetryStrategyOptions<TrialResult> OptionsOf(RetryDeclaration retry) => new()
    {
        MaxRetryAttempts = retry.Times,
        BackoffType = DelayBackoffType.Exponential,
        Delay = retry.Backoff,
        MaxDelay = retry.Longest,
        UseJitter = retry.HasJitter,
        ShouldHandle = arguments => new(arguments.Outcome.Result is TrialResult.Failed or TrialResult.TimedOut),
    };

    private async Task<TrialResult> OnceAsync(TrialRequest request, CancellationToken cancellation, bool mayRetry = false)
    {
        var name = request.Task.Declaration.Name;
        var started = clock.GetTimestamp();
        if (!request.IsElement)
            events.Record(at => new RunEvent.TrialStarted(at, name, request.Attempt));
        var end = request.Task.Declaration.Timeout is { } limit
            ? await WithinAsync(limit, request, cancellation).ConfigureAwait(false)
            : await executor.RunAsync(request, cancellation).ConfigureAwait(false);
        if (!request.IsElement)
            events.Record(at => new RunEvent.TrialEnded(at, name, request.Attempt, end.Status, clock.GetElapsedTime(started)) { IsRetried = mayRetry && end is (TrialResult.Failed or TrialResult.TimedOut) });
        return end;
    }

    public static TrialResult.TimedOut TimedOut(TaskDeclaration task, bool isStopped)
        => new(TaskFailure.Of(TaskErrors.TookTooLong(task.At, task.Name, task.Timeout ?? TimeSpan.Zero, isStopped)));

    private async Task<TrialResult> WithinAsync(TimeSpan limit, TrialRequest request, CancellationToken cancellation)
    {
        var task = request.Task.Declaration;
        var pipeline = new ResiliencePipelineBuilder<TrialResult> { TimeProvider = clock }
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = _ => new(limit) })
            .Build();
        var isStopped = true;
        try
        {
            return await pipeline.ExecuteAsync(
                async token =>
                {
                    var end = await executor.RunAsync(request, token).ConfigureAwait(false);
                    if (end is not TrialResult.Stopped stopped || !token.IsCancellationRequested)
                        return end;

                    isStopped = !stopped.IsLeftBehind;
                    throw new OperationCanceledException(token);
                },
                cancellation).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException)
        {
            return TimedOut(task, isStopped);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new TrialResult.Stopped();
        }
    }
}
