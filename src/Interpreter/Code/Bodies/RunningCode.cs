using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// C# of a program while it runs, by whose it is: what it does to the whole process is heard here and by whoever waits for it. A process has one end and
/// one handler for what nobody catches, so what runs is known process-wide. The handlers are there from the first code on that runs.
/// </summary>
public sealed class RunningCode : IDisposable
{
    private static readonly AsyncLocal<RunningCode?> Current = new();
    private static readonly ConcurrentDictionary<RunningCode, bool> Running = [];

    // What a process ends with that a signal asks to end.
    private const int Terminated = 128 + 15;

    // Whoever waits for the code says what happened, and has the process leave. If it was what waits itself that asked for the end, nobody does.
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

    /// <summary>Whose code it is by now: <c>task 'a'</c>.</summary>
    public string Name => name();

    /// <summary>Completes where the code does something to the whole process; else never.</summary>
    public Task<CodeFault> Fault => fault.Task;

    /// <summary>Has the handlers be there, for code that nobody waits for.</summary>
    public static void Listen()
    {
    }

    /// <summary>Code that is about to run. Whoever begins it waits for its fault too: the thread that it runs on may never come back.</summary>
    public static RunningCode Begin(Func<string> name)
    {
        var code = new RunningCode(name);
        Running.TryAdd(code, true);
        return code;
    }

    /// <summary>Says that it runs on this thread from here on, and on all that it starts.</summary>
    public void Enter() => Current.Value = this;

    /// <summary>It has come to its end.</summary>
    public void Dispose() => Running.TryRemove(this, out _);

    /// <summary>Where code wants to end the process: this is said to whoever waits for it, and the thread stands still for good.</summary>
    /// <returns>Only where nobody waits.</returns>
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

    // A thread that was started without its context may be anybody's. One of dag's own, which asks a value for its text, say, must not stand still.
    private static List<RunningCode> Waiting(bool hasFrames)
        => Current.Value is { } own ? (Running.ContainsKey(own) ? [own] : []) : hasFrames ? [] : [.. Running.Keys];

    // The runtime comes here on a thread of its own, after Main and on a signal too: who has asked for the end cannot be told by then, only who runs.
    private static void HearExit()
    {
        // A host that does not say when its own end is meant is left alone.
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
