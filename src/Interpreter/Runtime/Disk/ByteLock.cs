using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>A lock on one byte of an open file, which no other opening of it can have meanwhile, not even one of this process.</summary>
internal static partial class ByteLock
{
    // Those of an opening: a process's own would not keep it out of what it holds itself, and would go as soon as it closes the file anywhere.
    private const int SetForOpening = 37;
    private const short ToWrite = 1;
    private const short None = 2;
    private const int HeldByAnother = 11;
    private const int HeldByAnotherElsewhere = 13;

    /// <summary>What came of asking for a lock.</summary>
    public enum Answer
    {
        Taken,
        Busy,
        Refused,
    }

    public static Answer Acquire(FileStream file, long place)
    {
        if (OperatingSystem.IsMacOS())
            return Answer.Taken;
        if (OperatingSystem.IsLinux())
            return Set(file.SafeFileHandle, ToWrite, place);

        try
        {
            file.Lock(place, 1);
            return Answer.Taken;
        }
        catch (IOException)
        {
            return Answer.Busy;
        }
    }

    public static void Release(FileStream file, long place)
    {
        if (OperatingSystem.IsLinux())
            _ = Set(file.SafeFileHandle, None, place);
        else if (!OperatingSystem.IsMacOS())
            file.Unlock(place, 1);
    }

    private static Answer Set(SafeFileHandle file, short kind, long place)
    {
        var range = new LockedRange { Kind = kind, Start = place, Length = 1 };
        if (Control(file, SetForOpening, ref range) == 0)
            return Answer.Taken;

        return Marshal.GetLastPInvokeError() is HeldByAnother or HeldByAnotherElsewhere ? Answer.Busy : Answer.Refused;
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command, ref LockedRange range);

    // As the kernel has it on machines of 64 bits.
    [StructLayout(LayoutKind.Sequential)]
    private struct LockedRange
    {
        public short Kind;
        public short From;
        public long Start;
        public long Length;
        public int Process;
    }
}
