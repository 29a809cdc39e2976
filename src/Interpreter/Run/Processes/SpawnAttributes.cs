using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// What every child gets alike: a process group of its own, so that its whole tree can be signalled, and signals as a fresh program
/// expects them. Without the latter a child inherits that .NET ignores SIGPIPE, and <c>yes | head -1</c> complains of a broken pipe.
/// </summary>
internal sealed unsafe class SpawnAttributes : SafeHandleZeroOrMinusOneIsInvalid
{
    // More than posix_spawnattr_t and sigset_t take in glibc (336, 128), musl (336, 128) and macOS (8, 4).
    private const int AttributesSize = 1024;
    private const int SignalsSize = 256;

    public SpawnAttributes(short? flags = null)
        : base(ownsHandle: true)
    {
        var attributes = (byte*)NativeMemory.AllocZeroed(AttributesSize);
        SetHandle((nint)attributes);
        var signals = stackalloc byte[SignalsSize];
        _ = Libc.InitAttributes(attributes);
        _ = Libc.SetFlags(attributes, flags ?? Libc.SpawnFlags);
        _ = Libc.SetGroup(attributes, 0);
        _ = Libc.FillSignals(signals);
        _ = Libc.SetDefaultSignals(attributes, signals);
        _ = Libc.EmptySignals(signals);
        _ = Libc.SetSignalMask(attributes, signals);
    }

    public byte* Pointer => (byte*)handle;

    protected override bool ReleaseHandle()
    {
        _ = Libc.DestroyAttributes(Pointer);
        NativeMemory.Free(Pointer);
        return true;
    }
}
