namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// Threads of our own for children: one starts a child, sleeps in the kernel until it ends (one call awaits it and one reaps it, where descriptors of
/// processes would take five), and carries on what waited for the end. What comes of that, mostly the start of the next child, the same thread does, so
/// that nothing passes from thread to thread between two children. They are kept for a while when there is nothing to do.
/// </summary>
internal sealed class ProcessThreadPool
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    // Where the thread that runs finds what to do next: none on threads of others.
    [ThreadStatic]
    private static Worker? seat;

    private readonly Queue<Action> waiting = new();
    private int idleThreads;

    /// <summary>To be awaited by what goes on on one of these threads.</summary>
    public ThreadSwitch Switch() => new(this);

    /// <summary>Done by the thread that asks, as soon as it has done with what it is at, where it is one of these and was asked for nothing else; otherwise by another.</summary>
    /// <remarks>So whoever asks must not stand and wait for it: the thread that waits may be the one to do it.</remarks>
    public void Post(Action work)
    {
        if (seat is { Next: null } own && own.Threads == this)
        {
            own.Next = work;
            return;
        }

        lock (waiting)
        {
            waiting.Enqueue(work);
            if (idleThreads >= waiting.Count)
            {
                Monitor.Pulse(waiting);
                return;
            }
        }
        new Thread(Work) { IsBackground = true, Name = "dag process" }.UnsafeStart();
    }

    private void Work()
    {
        var own = seat = new(this);
        while ((own.Take() ?? Next()) is { } work)
            work();
    }

    private Action? Next()
    {
        lock (waiting)
        {
            Action? work;
            while (!waiting.TryDequeue(out work))
            {
                idleThreads++;
                var pulsed = Monitor.Wait(waiting, Idle);
                idleThreads--;
                if (!pulsed && waiting.Count == 0)
                    return null;
            }
            return work;
        }
    }

    private sealed class Worker(ProcessThreadPool threads)
    {
        public ProcessThreadPool Threads => threads;

        public Action? Next { get; set; }

        public Action? Take()
        {
            var next = Next;
            Next = null;
            return next;
        }
    }
}
