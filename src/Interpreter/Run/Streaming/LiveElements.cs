using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Run.Streaming;

/// <summary>A stream for a body that takes it whole, while it is made. A body that waits for an element has no place among what computes.</summary>
/// <param name="isBounded">Whether the stream waits for this reader.</param>
internal sealed class LiveElements(ElementLog input, bool isBounded, SlotHolder place, CancellationToken halt) : ElementReader, IDisposable
{
    private readonly ElementLog.Cursor holding = input.Open(isBounded);
    private bool isFirst = true;

    // The first walk is the one that the stream waits for; what is walked again is there.
    public override async IAsyncEnumerable<ClrValue> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var cursor = isFirst ? holding : input.Open(isBounded: false, isReader: false);
        isFirst = false;
        try
        {
            while (true)
            {
                if (!cursor.IsReady)
                {
                    place.Release();
                    await cursor.WaitAsync(halt).ConfigureAwait(false);
                    await place.TakeAsync(halt).ConfigureAwait(false);
                }

                cancellation.ThrowIfCancellationRequested();
                if (await cursor.TakeAsync(halt).ConfigureAwait(false) is not var (_, element))
                    break;
                yield return element.Value;
            }

            if (input.End is not StreamEnd.Whole)
                throw new OperationCanceledException("the stream has not been made to its end");
        }
        finally
        {
            // Who stops early wants no more.
            cursor.Dispose();
        }
    }

    public void Dispose() => holding.Dispose();
}
