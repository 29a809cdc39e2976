using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Run.Trials;

/// <summary>Receiver of the elements of a stream while a body yields them.</summary>
internal interface IElementSink
{
    /// <summary>Takes an element, once there is room for it.</summary>
    /// <param name="index">Its place in the stream. A trial after the first one begins again at 0.</param>
    /// <returns>Why the trial fails here; null where it goes on.</returns>
    ValueTask<TrialResult?> TakeAsync(int index, ClrValue element, CancellationToken cancellation);

    /// <summary>Whether the elements from here on are of use to nobody.</summary>
    bool IsClosed { get; }
}
