using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Run.Processes;

/// <summary>The calls of the C library that start, await and end processes, and the numbers in which systems differ.</summary>
internal static unsafe partial class Libc
{
    public const int Interrupted = 4;
    public const int NoSuchFile = 2;
    public const int TooLong = 7;
    public const int NotAProgram = 8;
    public const int NoChild = 10;
    public const int NoMemory = 12;
    public const int AccessDenied = 13;
    public const int NotADirectory = 20;
    public const int TableFull = 23;
    public const int TooManyFiles = 24;
    public const int TextBusy = 26;

    public const int Terminate = 15;
    public const int Kill = 9;

    public const int AdoptOrphans = 36;
    public const int CloseOnExec = 0x80000;
    public const int NotPermitted = 1;

    public const int MayExecute = 1;
    public const int WaitForOne = 1;

    public const int SetLease = 1024;
    public const int LeaseToRead = 0;
    public const int NoLease = 2;

    private static readonly bool IsMac = OperatingSystem.IsMacOS();

    public static int TryAgain { get; } = IsMac ? 35 : 11;

    public static int ChildSignal { get; } = IsMac ? 20 : 17;

    public static int Continue { get; } = IsMac ? 19 : 18;

    public static int Stop { get; } = IsMac ? 17 : 19;

    /// <summary>Wait for an exit, but leave the dead process in the table, so that its number stays taken.</summary>
    public static int ExitedButKept { get; } = IsMac ? 0x24 : 0x01000004;

    /// <summary>
    /// Write, create, empty, and append: a child that opens /dev/stderr anew has an offset of its own, and without append
    /// the two would write over each other.
    /// </summary>
    public static int WriteAnew { get; } = IsMac ? 0x609 : 0x641;

    /// <summary>Write, create and empty, as a shell's <c>></c> does.</summary>
    public static int WriteOver { get; } = IsMac ? 0x601 : 0x241;

    /// <summary>Write, create and append, as a shell's <c>>></c> does.</summary>
    public static int AddTo { get; } = IsMac ? 0x209 : 0x441;

    /// <summary>New process group, default signals, empty signal mask; on macOS also nothing inherited but what is named.</summary>
    public static short SpawnFlags { get; } = IsMac ? (short)0x400E : (short)0x0E;

    /// <summary>A session of its own in the place of a group, on Linux.</summary>
    public const short OwnSession = 0x8C;

    public static long PeakUnit { get; } = IsMac ? 1 : 1024;

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    public static partial int Spawn(int* pid, byte* path, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static partial int InitAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    public static partial int DestroyAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setpgroup")]
    public static partial int SetGroup(byte* attributes, int group);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetDefaultSignals(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int SetSignalMask(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    public static partial int AddOpen(byte* actions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(byte* actions, int from, int to);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np")]
    public static partial int AddChangeDirectory(byte* actions, byte* path);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    public static partial int FillSignals(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    public static partial int EmptySignals(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigaction")]
    public static partial int SignalAction(int signal, byte* action, byte* former);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int SendSignal(int process, int signal);

    /// <summary>Null where there is no such process, or it may not be asked.</summary>
    public static (ulong Soft, ulong Hard)? FindLimit(int process, int resource)
    {
        var limit = stackalloc ulong[2];
        return Limit(process, resource, null, limit) == 0 ? (limit[0], limit[1]) : null;
    }

    public static bool SetLimit(int process, int resource, ulong soft, ulong hard)
    {
        var limit = stackalloc ulong[] { soft, hard };
        return Limit(process, resource, limit, null) == 0;
    }

    // Linux only.
    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    private static partial int Limit(int process, int resource, ulong* given, ulong* former);

    // Linux only.
    [LibraryImport("libc", EntryPoint = "prctl")]
    public static partial int ControlProcess(int option, nint argument, nint third, nint fourth, nint fifth);

    // Linux only.
    [LibraryImport("libc", EntryPoint = "pipe2")]
    public static partial int Pipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "getpgid")]
    public static partial int GroupOf(int process);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    public static partial int WaitId(int kind, int process, byte* information, int options);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    public static partial int Wait4(int process, int* status, int options, ResourceUsage* usage);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    public static partial int GetUsage(int who, ResourceUsage* usage);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    public static partial int Control(SafeFileHandle file, int command, int argument);

    /// <summary>A path without links and dots; null where it leads nowhere.</summary>
    public static string? Resolve(string path)
    {
        const int longestPath = 4096;
        var room = stackalloc byte[longestPath];
        return Marshal.PtrToStringUTF8((nint)RealPath(path, room));
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* RealPath(string path, byte* room);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Access(string path, int mode);
}
