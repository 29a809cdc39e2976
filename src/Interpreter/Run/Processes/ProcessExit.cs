using System.Runtime.InteropServices;

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

/// <summary>
/// What a process used. The peak of memory is null where the system cannot tell it: a child starts in its parent's memory,
/// so a peak below our own size is hidden by it.
/// </summary>
internal sealed record ProcessUsage(TimeSpan User, TimeSpan System, TimeSpan Elapsed, long? PeakBytes)
{
    public static ProcessUsage None { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, null);
}

/// <summary>The C library's <c>struct rusage</c>: the fields read here, and the room of the others.</summary>
[StructLayout(LayoutKind.Sequential, Size = 256)]
internal readonly struct ResourceUsage
{
    private readonly nint userSeconds;
    private readonly nint userMicroseconds;
    private readonly nint systemSeconds;
    private readonly nint systemMicroseconds;
    private readonly nint peak;

    // macOS keeps microseconds in 32 bits and pads; the low half is the number on every machine it runs on.
    public TimeSpan User => TimeSpan.FromSeconds(userSeconds) + TimeSpan.FromMicroseconds((int)userMicroseconds);

    public TimeSpan System => TimeSpan.FromSeconds(systemSeconds) + TimeSpan.FromMicroseconds((int)systemMicroseconds);

    public long PeakBytes => peak * Libc.PeakUnit;
}
