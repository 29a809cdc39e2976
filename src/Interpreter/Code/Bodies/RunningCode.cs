using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// C# of a program while it runs, with the name of its owner. This class notices what the code does to the whole process, and tells the thread that waits for the code. A process
/// has one exit and one handler for uncaught exceptions, so the running code is registered process-wide. The handlers are set when the first code runs.
/// </summary>
internal sealed class RunningCode : IDisposable
{
    private static readonly AsyncLocal<RunningCode?> Current = new();
    private static readonly ConcurrentDictionary<RunningCode, bool> Running = [];

    // Exit code of a process that SIGTERM ends.
    private const int Terminated = 128 + 15;

    // The thread that waits for the code reports what happened and ends the process. If that thread itself asked for the exit, no thread does.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource<CodeFault> fault = new(TaskCreationOptions.RunContinuationsAsynchronously);

    static RunningCode()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => HearExit();
        try
        {
            ExceptionHandling.SetUnhandledExceptionHandler(HearThrown);
        }
        catch (InvalidOperationException)
        {
            // A host has one of its own.
        }
    }

    private readonly Func<string> name;

    private RunningCode(Func<string> name) => this.name = name;

    /// <summary>Name of its owner: <c>task 'a'</c>.</summary>
    public string Name => name();

    /// <summary>Completes where the code does something to the whole process; else never.</summary>
    public Task<CodeFault> Fault => fault.Task;

    /// <summary>Sets the handlers, for code that no thread waits for.</summary>
    public static void Listen()
    {
    }

    /// <summary>Code that is about to run. The caller waits for its fault too: the code's own thread may never come back.</summary>
    public static RunningCode Begin(Func<string> name)
    {
        var code = new RunningCode(name);
        Running.TryAdd(code, true);
        return code;
    }

    /// <summary>Marks this thread, and all threads that it starts from here on, as running the code.</summary>
    public void Enter() => Current.Value = this;

    /// <summary>Ends the code's registration.</summary>
    public void Dispose() => Running.TryRemove(this, out _);

    /// <summary>Called where code would end the process: tells the thread that waits for the code, and blocks this thread for good.</summary>
    /// <returns>Only where no thread waits.</returns>
    internal static void End()
    {
        if (Waiting(HasOwnFrames()) is not { Count: > 0 } waiting)
            return;

        foreach (var code in waiting)
            code.fault.TrySetResult(new CodeFault.EndedProcess(waiting.Count == 1 ? [] : [.. waiting.Where(other => other != code).Select(other => other.Name)]));
        // This thread may be one of the program's own, which the runtime would wait for after Main.
        ProcessEnding.IsUnderWay = true;
        Thread.Sleep(Timeout.Infinite);
    }

    // A thread that was started without its context may run any of the code. A thread of dag's own, which asks a value for its text, say, must not block.
    private static List<RunningCode> Waiting(bool hasFrames)
        => Current.Value is { } own ? (Running.ContainsKey(own) ? [own] : []) : hasFrames ? [] : [.. Running.Keys];

    // The runtime calls this on a thread of its own, after Main and on a signal too: only the code that runs is known by then, not the code that asked for the exit.
    private static void HearExit()
    {
        // Hosts that do not announce their own exit are left alone.
        if (ProcessEnding.Heard is null || ProcessEnding.IsMeant || Environment.ExitCode == Terminated)
            return;

        var running = Running.Keys.ToList();
        ProcessEnding.IsUnderWay = true;
        foreach (var code in running)
            code.fault.TrySetResult(new CodeFault.EndedProcess([.. running.Where(other => other != code).Select(other => other.Name)]));
        if (running.Count > 0)
            Thread.Sleep(LongestEnd);
        ProcessEnding.Refuse([.. running.Select(code => code.Name)]);
    }

    private static bool HearThrown(Exception thrown)
    {
        var own = Current.Value;
        if (own is null && !new StackTrace(thrown).GetFrames().Any(frame => IsOfProgram(frame)))
            return false;

        var waiting = own is not null ? (Running.ContainsKey(own) ? [own] : []) : Running.Keys.ToList();
        foreach (var code in waiting)
            code.fault.TrySetResult(new CodeFault.Threw(thrown));
        if (waiting.Count == 0)
            ProcessEnding.SayLate(own is null ? [] : [own.Name], thrown);
        return true;
    }

    private static bool HasOwnFrames()
        => new StackTrace().GetFrames().Any(frame => frame.GetMethod()?.DeclaringType is { } type && type.Assembly.GetName().Name is { } name
            && (name == "dag" || name.StartsWith("Dag.", StringComparison.Ordinal)) && type != typeof(RunningCode) && type != typeof(ProcessEnding) && type.DeclaringType != typeof(RunningCode));

    private static bool IsOfProgram(StackFrame frame) => UnitCompilation.IsNameOfUnit(frame.GetMethod()?.Module.Assembly.GetName().Name);
}
