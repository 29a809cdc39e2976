using System.Runtime.ExceptionServices;
using Dag.Interpreter.Code.Bodies;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>
/// Limits of time and memory for C# of a program that is asked about values: it runs on a thread of its own, and where one predicate does not come to its
/// end, takes all the memory or ends the process, the thread is left alone and the type is named.
/// </summary>
internal sealed class CodeLimits(CompiledCode program, TimeProvider clock)
{
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    private const long MostMemory = 2L << 30;
    private const int StackSize = 16 << 20;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    /// <summary>Does the work; null, or what ended it before its time.</summary>
    public Diagnostic? Run(Action work)
    {
        if (!program.AsksOwnCode)
        {
            work();
            return null;
        }

        var (progress, thrown) = (new ValidationProgress(), default(ExceptionDispatchInfo));
        using var code = RunningCode.Begin(() => InvokingErrors.PredicateOf(progress.Type));
        using var ended = new ManualResetEventSlim();
        var thread = new Thread(() => thrown = Do(work, progress, code, ended), StackSize) { IsBackground = true };
        var before = GC.GetTotalMemory(false);
        thread.Start();
        var wrong = Wait(progress, code, ended, before);
        if (wrong is null)
            thread.Join();
        thrown?.Throw();
        return wrong;
    }

    private static ExceptionDispatchInfo? Do(Action work, ValidationProgress progress, RunningCode code, ManualResetEventSlim ended)
    {
        code.Enter();
        ValidationProgress.OfThread = progress;
        try
        {
            work();
            return null;
        }
        catch (Exception failed)
        {
            return ExceptionDispatchInfo.Capture(failed);
        }
        finally
        {
            Signal(ended);
        }
    }

    // Nobody may be waiting any more.
    private static void Signal(ManualResetEventSlim ended)
    {
        try
        {
            ended.Set();
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private Diagnostic? Wait(ValidationProgress progress, RunningCode code, ManualResetEventSlim ended, long before)
    {
        var most = Math.Min(MostMemory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);
        var (count, since) = (progress.Count, clock.GetTimestamp());
        while (!ended.Wait(Beat))
        {
            if (code.Fault.IsCompletedSuccessfully)
                return FaultOf(progress, code.Fault.GetAwaiter().GetResult());
            if (progress.Count != count)
                (count, since) = (progress.Count, clock.GetTimestamp());
            else if (clock.GetElapsedTime(since) > Time)
                return InvokingErrors.PredicateTookTooLong(progress.Type, Time);
            if (GC.GetTotalMemory(false) - before > most)
                return InvokingErrors.PredicateTookTooMuchMemory(progress.Type, most);
        }

        return code.Fault.IsCompletedSuccessfully ? FaultOf(progress, code.Fault.GetAwaiter().GetResult()) : null;
    }

    private static Diagnostic FaultOf(ValidationProgress progress, CodeFault fault) => fault is CodeFault.Threw(var thrown)
        ? InvokingErrors.PredicateThrewUncaught(progress.Type, thrown.GetType().Name, thrown.Message)
        : InvokingErrors.PredicateEndedProcess(progress.Type);
}
