using Dag.Interpreter.Run.Streaming;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Working;

/// <summary>Takes the elements that the body of a task yields into its stream. A body that waits for room has no place among what computes.</summary>
internal sealed class StreamSink(ElementLog output, TaskDeclaration task, StreamSettings settings, RunCache cache) : IElementSink
{
    private readonly List<ContentDigest?> digests = [];

    public bool IsClosed => output.IsClosed;

    /// <summary>The place of the body.</summary>
    public SlotHolder? Place { get; set; }

    public async ValueTask<TrialResult?> TakeAsync(int index, ClrValue element, CancellationToken cancellation)
    {
        if (settings.Runner.CheckElement(task, element) is { } end and not TrialResult.Made)
            return end;
        if (index < output.Count)
            return WhyNotAgain(index, element);

        if (!output.HasRoomNow && Place is { } place)
        {
            place.Release();
            await output.WaitForRoomAsync(cancellation).ConfigureAwait(false);
            await place.TakeAsync(cancellation).ConfigureAwait(false);
        }

        if (task.Retry is { Times: > 0 })
            digests.Add(cache.ContentOf(element, task.Product?.Single, new()));
        output.Add(new(element, IsNew: false));
        return null;
    }

    // Consumers have seen the elements of the trial before.
    private TrialResult? WhyNotAgain(int index, ClrValue element)
        => index < digests.Count && digests[index] is { } before && cache.ContentOf(element, task.Product?.Single, new())?.Digits == before.Digits
            ? null
            : new TrialResult.Failed(State.Journals.TaskFailure.Of(TaskErrors.YieldedOthers(task.At, task.Name, index)));
}
