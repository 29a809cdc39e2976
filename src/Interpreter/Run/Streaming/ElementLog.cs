using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Run.Streaming;

/// <summary>
/// The elements of one stream in their order, while they are made. Who makes them waits for the slowest of those that read them; one that has not begun
/// holds up nobody.
/// </summary>
/// <param name="most">How many elements the slowest reader may be behind.</param>
internal sealed class ElementLog(int most)
{
    private readonly Lock gate = new();
    private readonly List<StreamElement> elements = [];
    private readonly List<Cursor> cursors = [];
    private TaskCompletionSource changed = New();
    private TaskCompletionSource room = New();
    private int readers;
    private bool hasOpened;

    public StreamEnd End { get; private set; }

    /// <summary>Whether an element of it was made in this run, and not known from an earlier one.</summary>
    public bool HasNew { get; private set; }

    public int Count
    {
        get
        {
            lock (gate)
                return elements.Count;
        }
    }

    /// <summary>How many consumers are to read it, those that have not begun among them.</summary>
    public int Readers
    {
        init => readers = value;
    }

    /// <summary>Whether all that were to read it have gone.</summary>
    public bool IsClosed
    {
        get
        {
            lock (gate)
                return hasOpened && readers == 0;
        }
    }

    public StreamElement this[int index]
    {
        get
        {
            lock (gate)
                return elements[index];
        }
    }

    /// <param name="isBounded">Whether the maker waits for this reader.</param>
    /// <param name="isReader">Whether it is the one cursor of a consumer; another may go over the elements that are there.</param>
    public Cursor Open(bool isBounded, bool isReader = true)
    {
        lock (gate)
        {
            hasOpened |= isReader;
            var cursor = new Cursor(this, isBounded, isReader);
            cursors.Add(cursor);
            return cursor;
        }
    }

    public void Add(StreamElement element)
    {
        lock (gate)
        {
            elements.Add(element);
            HasNew |= element.IsNew;
            Signal(ref changed);
        }
    }

    /// <summary>Ends the stream. What comes later does not count.</summary>
    public void Close(StreamEnd end)
    {
        lock (gate)
        {
            if (End == StreamEnd.Open)
                End = end;
            Signal(ref changed);
        }
    }

    /// <summary>Ends once there is room for another element, or nobody reads any more.</summary>
    public ValueTask WaitForRoomAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (HasRoom())
                return default;
        }

        return new(WaitUntilAsync(HasRoom, () => room, cancellation));
    }

    public bool HasRoomNow
    {
        get
        {
            lock (gate)
                return HasRoom();
        }
    }

    /// <summary>Ends with the stream, or as soon as an element was made in this run.</summary>
    public Task WaitForNewAsync(CancellationToken cancellation) => WaitUntilAsync(() => HasNew || End != StreamEnd.Open, () => changed, cancellation);

    /// <summary>Ends with the first element, or with a stream that is made without being read.</summary>
    public Task WaitForFirstAsync(CancellationToken cancellation) => WaitUntilAsync(() => elements.Count > 0 || End != StreamEnd.Open, () => changed, cancellation);

    public Task WaitForEndAsync(CancellationToken cancellation) => WaitUntilAsync(() => End != StreamEnd.Open, () => changed, cancellation);

    /// <param name="holds">Asked in the gate, again after each signal.</param>
    /// <param name="signal">What is signalled when it may hold.</param>
    private async Task WaitUntilAsync(Func<bool> holds, Func<TaskCompletionSource> signal, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (holds())
                    return;
                next = signal().Task;
            }

            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private bool HasRoom()
    {
        foreach (var cursor in cursors)
        {
            if (cursor.IsBounded && !cursor.IsClosed && elements.Count - cursor.Next >= most)
                return false;
        }

        return true;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Signal(ref TaskCompletionSource source)
    {
        var signalled = source;
        source = New();
        signalled.TrySetResult();
    }

    /// <summary>One reader's place in the stream.</summary>
    internal sealed class Cursor(ElementLog log, bool isBounded, bool isReader) : IDisposable
    {
        public bool IsBounded => isBounded;

        public bool IsClosed { get; private set; }

        public int Next { get; private set; }

        /// <summary>Whether the next element is there, or the end.</summary>
        public bool IsReady
        {
            get
            {
                lock (log.gate)
                    return Next < log.elements.Count || log.End != StreamEnd.Open;
            }
        }

        /// <summary>Ends once the next element is there, or the end.</summary>
        public Task WaitAsync(CancellationToken cancellation)
            => log.WaitUntilAsync(() => Next < log.elements.Count || log.End != StreamEnd.Open, () => log.changed, cancellation);

        /// <summary>The next element with its place, once it is there; null at the end.</summary>
        public async ValueTask<(int Index, StreamElement Element)?> TakeAsync(CancellationToken cancellation)
        {
            while (true)
            {
                Task next;
                lock (log.gate)
                {
                    if (Next < log.elements.Count)
                    {
                        var index = Next++;
                        Signal(ref log.room);
                        return (index, log.elements[index]);
                    }

                    if (log.End != StreamEnd.Open)
                        return null;
                    next = log.changed.Task;
                }

                await next.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }

        public void Dispose()
        {
            lock (log.gate)
            {
                if (IsClosed)
                    return;

                IsClosed = true;
                log.readers -= isReader ? 1 : 0;
                Signal(ref log.room);
            }
        }
    }
}

/// <summary>One element of a stream.</summary>
/// <param name="IsNew">Whether it was made in this run by work that an earlier one could have done.</param>
internal sealed record StreamElement(ClrValue Value, bool IsNew);

/// <summary>How a stream ended.</summary>
internal enum StreamEnd
{
    /// <summary>It goes on.</summary>
    Open,

    /// <summary>All elements are there.</summary>
    Whole,

    /// <summary>What made it, or something that it needs, has failed: elements are missing.</summary>
    Failed,

    /// <summary>The run ended before it, or nobody needed more of it.</summary>
    Stopped,
}
