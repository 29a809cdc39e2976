namespace Dag.Interpreter.Executing;

/// <summary>
/// Threads that sleep in the kernel, one for each running child: one call awaits it and one reaps it, where descriptors of processes
/// would take five, and then it carries on what waited for the end. They are kept for the next child and go when none comes for a while.
/// </summary>
internal sealed class ProcessThreads
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private readonly Queue<RunningProcess> waiting = new();
    private int idleThreads;

    public void Await(RunningProcess process)
    {
        lock (waiting)
        {
            waiting.Enqueue(process);
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
        while (Next() is { } process)
            process.Await();
    }

    private RunningProcess? Next()
    {
        lock (waiting)
        {
            RunningProcess? process;
            while (!waiting.TryDequeue(out process))
            {
                idleThreads++;
                var pulsed = Monitor.Wait(waiting, Idle);
                idleThreads--;
                if (!pulsed && waiting.Count == 0)
                    return null;
            }
            return process;
        }
    }
}
