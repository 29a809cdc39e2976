namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// Threads of our own for children: one starts a child, sleeps in the kernel until it ends (one call awaits it and one reaps it, where descriptors of
/// processes would take five), and carries on what waited for the end. What comes of that, mostly the start of the next child, the same thread does, so
/// that nothing passes from thread to thread between two children. They are kept for a while when there is nothing to do. Where the system allows no more
/// threads, those that there are do the work in turn.
/// </summary>
/// <param name="start">Starts a thread that does the work; throws <see cref="OutOfMemoryException"/> where the system refuses, as .NET does.</param>
internal sealed class ProcessThreadPool(Action<Action> start)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    // Where the thread that runs finds what to do next: none on threads of others.
    [ThreadStatic]
    private static Worker? seat;

    private readonly Queue<Action> waiting = new();
    private int threads;
    private int idleThreads;

    public ProcessThreadPool()
        : this(Start)
    {
    }

    /// <summary>Awaiter that continues on one of these threads.</summary>
    public ThreadSwitch Switch() => new(this);

    /// <summary>Done by the thread that asks, as soon as it has done with what it is at, where it is one of these and was asked for nothing else; otherwise by another.</summary>
    /// <remarks>The caller must not block until the work is done: its own thread may be the one to do it.</remarks>
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

            threads++;
        }

        try
        {
            start(Work);
        }
        catch (Exception refused) when (refused is OutOfMemoryException or ThreadStartException)
        {
            LeaveToOthers();
        }
    }

    private static void Start(Action work) => new Thread(new ThreadStart(work)) { IsBackground = true, Name = "dag process" }.UnsafeStart();

    // Whichever of them is free next finds it in the queue. With none there is only the runtime's pool, whose threads are few and meant for short work.
    private void LeaveToOthers()
    {
        lock (waiting)
        {
            if (--threads > 0)
                return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static each => each.TakeOne()?.Invoke(), this, preferLocal: false);
    }

    private Action? TakeOne()
    {
        lock (waiting)
            return waiting.TryDequeue(out var work) ? work : null;
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
                {
                    threads--;
                    return null;
                }
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
