namespace Dag.Interpreter.Run.Processes;

/// <summary>How a process ended, and what it used.</summary>
internal abstract record ProcessExit
{
    private ProcessExit() { }

    public ProcessUsage Usage { get; init; } = ProcessUsage.None;

    /// <summary>What became of the processes that it left behind, where it ended by itself.</summary>
    internal TreeEnd Rest { get; init; } = TreeEnd.Clean;

    public sealed record Exited(int Code) : ProcessExit;

    public sealed record Signalled(int Signal, string Name, bool DumpedCore) : ProcessExit;

    /// <summary>It never ran; the reason is a phrase in the user's words.</summary>
    public sealed record NotStarted(string Reason) : ProcessExit;

    /// <summary>It ran, but how it ended was taken by somebody else: this program was started with SIGCHLD ignored.</summary>
    public sealed record Lost : ProcessExit;
}
