using System.Runtime.InteropServices;

namespace Dag.Interpreter.Run.Processes;

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
