using System.Runtime.InteropServices;

namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// One child and its tree, from start to reaping. A signal is only sent while the child is not reaped: until then its number,
/// and so its group's, cannot have passed to somebody else.
/// </summary>
/// <param name="script">The number in its mark.</param>
/// <param name="folder">Where it was started.</param>
internal sealed class RunningProcess(int pid, int script, string folder, long started, TimeProvider clock, TimeSpan grace, ProcessSupervisor supervisor)
{
    private const int ShortestLook = 5;
    private const int LongestLook = 100;

    private readonly Lock gate = new();

    // What follows an end runs on the thread that awaited it: it serves no other child, and a hop to the pool costs a fifth of a small process.
    private readonly TaskCompletionSource<ProcessExit> end = new();

    private CancellationTokenRegistration cancellation;
    private ITimer? graceTimer;
    private volatile bool asked;
    private volatile bool killed;
    private bool reaped;

    public Task<ProcessExit> End => end.Task;

    public int Id => pid;

    public int Script => script;

    public string Folder => folder;

    public void EndWhen(CancellationToken cancelled)
        => cancellation = cancelled.UnsafeRegister(static state => (state as RunningProcess)?.AskToEnd(), this);

    /// <summary>Blocks until it is dead and reaped and its tree has been ended.</summary>
    public void Await()
    {
        var result = AwaitDeath() ? LetTreeEndThenReap() : Forget();
        supervisor.Leave(this);
        cancellation.Dispose();
        graceTimer?.Dispose();
        end.SetResult(result);
    }

    private void AskToEnd()
    {
        lock (gate)
        {
            if (reaped)
                return;
            asked = true;
            _ = Libc.SendSignal(-pid, Libc.Terminate);
            // One that is stopped, say for having asked a terminal in the background, hears nothing before it goes on.
            _ = Libc.SendSignal(-pid, Libc.Continue);
            supervisor.SendOutsideGroup(this, [Libc.Terminate, Libc.Continue]);
            graceTimer = clock.CreateTimer(static state => (state as RunningProcess)?.KillGroup(), this, grace, Timeout.InfiniteTimeSpan);
        }
    }

    private void KillGroup()
    {
        lock (gate)
        {
            killed = true;
            if (!reaped)
                _ = Libc.SendSignal(-pid, Libc.Kill);
        }
    }

    /// <summary>False if there was no such child any more.</summary>
    private unsafe bool AwaitDeath()
    {
        var information = stackalloc byte[256];
        while (Libc.WaitId(Libc.WaitForOne, pid, information, Libc.ExitedButKept) != 0)
        {
            if (Marshal.GetLastPInvokeError() == Libc.NoChild)
                return false;
        }
        return true;
    }

    private ProcessExit LetTreeEndThenReap()
    {
        // A shell dies of SIGTERM at once; what it was running has the same grace to put its things in order.
        for (var look = ShortestLook; asked && !killed && supervisor.HasLiveMembers(this); look = Math.Min(look * 2, LongestLook))
            Thread.Sleep(look);

        // A task owns its tree: what it left in the background ends with it.
        var rest = supervisor.EndRest(this);
        lock (gate)
        {
            reaped = true;
            // What is asked to end ends in the middle of its work, and so does all that it started.
            return Reap() with { Rest = asked ? rest with { Killed = [] } : rest };
        }
    }

    private ProcessExit Forget()
    {
        lock (gate)
            reaped = true;
        return new ProcessExit.Lost { Usage = ProcessUsage.None with { Elapsed = clock.GetElapsedTime(started) } };
    }

    private unsafe ProcessExit Reap()
    {
        int status;
        ResourceUsage used, own;
        while (Libc.Wait4(pid, &status, 0, &used) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Libc.Interrupted)
                return new ProcessExit.Lost { Usage = ProcessUsage.None with { Elapsed = clock.GetElapsedTime(started) } };
        }

        // Between fork and exec a child lives in our memory, and the system counts that as its own peak.
        _ = Libc.GetUsage(0, &own);
        var usage = new ProcessUsage(used.User, used.System, clock.GetElapsedTime(started), used.PeakBytes > own.PeakBytes ? used.PeakBytes : null);
        var signal = status & 0x7F;
        return signal == 0
            ? new ProcessExit.Exited((status >> 8) & 0xFF) { Usage = usage }
            : new ProcessExit.Signalled(signal, SignalName.Of(signal), DumpedCore: (status & 0x80) != 0) { Usage = usage };
    }
}
