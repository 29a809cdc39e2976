using System.Runtime.InteropServices;

namespace Dag.Interpreter.Executing;

/// <summary>
/// One child and its process group, from start to reaping. A signal is only sent while the leader is not reaped: until then its number,
/// and so the group's, cannot have passed to somebody else.
/// </summary>
internal sealed class RunningProcess(int pid, long started, TimeProvider clock, TimeSpan grace)
{
    private const int ShortestLook = 5;
    private const int LongestLook = 100;

    private readonly Lock gate = new();

    // What follows an end runs on the thread that awaited it: it serves no other child, and a hop to the pool costs a fifth of a small process.
    private readonly TaskCompletionSource<ProcessEnd> end = new();

    private CancellationTokenRegistration cancellation;
    private ITimer? graceTimer;
    private volatile bool asked;
    private volatile bool killed;
    private bool reaped;

    public Task<ProcessEnd> End => end.Task;

    public void EndWhen(CancellationToken cancelled)
        => cancellation = cancelled.UnsafeRegister(static state => (state as RunningProcess)?.AskToEnd(), this);

    /// <summary>Blocks until the leader is dead and reaped and its group has been ended.</summary>
    public void Await()
    {
        var result = AwaitDeath() ? LetGroupEndThenReap() : Forget();
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

    private ProcessEnd LetGroupEndThenReap()
    {
        // A shell dies of SIGTERM at once; what it was running has the same grace to put its things in order.
        for (var look = ShortestLook; asked && !killed && ProcessGroup.HasLiveMembers(pid); look = Math.Min(look * 2, LongestLook))
            Thread.Sleep(look);

        lock (gate)
        {
            // A task owns its tree: what it left in the background ends with it.
            _ = Libc.SendSignal(-pid, Libc.Kill);
            reaped = true;
            return Reap();
        }
    }

    private ProcessEnd Forget()
    {
        lock (gate)
            reaped = true;
        return new ProcessEnd.Lost { Usage = ProcessUsage.None with { Elapsed = clock.GetElapsedTime(started) } };
    }

    private unsafe ProcessEnd Reap()
    {
        int status;
        ResourceUsage used, own;
        while (Libc.Wait4(pid, &status, 0, &used) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Libc.Interrupted)
                return new ProcessEnd.Lost { Usage = ProcessUsage.None with { Elapsed = clock.GetElapsedTime(started) } };
        }

        // Between fork and exec a child lives in our memory, and the system counts that as its own peak.
        _ = Libc.GetUsage(0, &own);
        var usage = new ProcessUsage(used.User, used.System, clock.GetElapsedTime(started), used.PeakBytes > own.PeakBytes ? used.PeakBytes : null);
        var signal = status & 0x7F;
        return signal == 0
            ? new ProcessEnd.Exited((status >> 8) & 0xFF) { Usage = usage }
            : new ProcessEnd.Signalled(signal, SignalName.Of(signal), DumpedCore: (status & 0x80) != 0) { Usage = usage };
    }
}
