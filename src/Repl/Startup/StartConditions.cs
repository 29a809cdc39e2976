using System.Runtime.InteropServices;

namespace Dag.Repl.Startup;

/// <summary>
/// What the program needs before it can do anything, its own messages included: every assembly that is loaded takes descriptors. So this type uses only the system's
/// own calls, and its messages stand here as they are written.
/// </summary>
internal static unsafe partial class StartConditions
{
    // Seen to be enough for a run that compiles; one of scripts alone comes to its end with 64. What scripts open is their own.
    private const ulong FewestFiles = 128;

    // Threads that the runtime and a run start after this one: fewer, and the runtime ends the process at the first that it does not get.
    private const int FewestThreads = 8;

    // Addresses that libraries, threads and the compiler ask for after this: fewer, and what does not get them ends the process in words of its own.
    private const nint FewestAddresses = 384 << 20;

    private const int FilesOfAnAssembly = 4;
    private const int OpenFiles = 7;
    private const int ProcessesAndThreads = 6;
    private const int Addresses = 9;

    // A user whose limit is no lower is not near it.
    private const ulong ManyThreads = 16 * 1024;
    private const int PrivateMemory = 0x22;
    private const int SizeOfGate = 8;
    private const int CloseOnExec = 1;
    private const int FlagsOf = 1;
    private const int ReadAndWrite = 2;
    private const int CloseInChildren = 0x80000;

    /// <summary>Whether the system lets this program open enough files.</summary>
    public static bool AreMet()
    {
        var limit = stackalloc ulong[2];
        return !OperatingSystem.IsLinux() || getrlimit(OpenFiles, limit) != 0 || limit[0] >= FewestFiles;
    }

    /// <summary>Whether hardly another file can be opened; then not even a message can be put together.</summary>
    public static bool AreUsedUp() => OperatingSystem.IsLinux() && !CanOpen(FilesOfAnAssembly);

    /// <summary>Whether the system lets this program start enough threads: they are started, and end again at once.</summary>
    public static bool CanStartThreads()
    {
        try
        {
            return !IsLimited(ProcessesAndThreads, ManyThreads) || StartThreads() == FewestThreads;
        }
        catch (EntryPointNotFoundException)
        {
            // Older systems have threads in another library.
            return true;
        }
    }

    /// <summary>Whether the system lets this program ask for enough memory, which is asked for and given back unused.</summary>
    public static bool CanAskForMemory()
    {
        if (!IsLimited(Addresses, ulong.MaxValue))
            return true;

        var memory = mmap(0, FewestAddresses, 0, PrivateMemory, -1, 0);
        return memory != -1 && munmap(memory, FewestAddresses) == 0;
    }

    // Asking for a limit costs nothing beside asking for what it limits, which most users have plenty of.
    private static bool IsLimited(int resource, ulong plenty)
    {
        var limit = stackalloc ulong[2];
        return OperatingSystem.IsLinux() && getrlimit(resource, limit) == 0 && limit[0] < plenty;
    }

    // None of them runs code of ours: each waits for the gate by the system's own function.
    private static int StartThreads()
    {
        nint wait;
        fixed (byte* name = "sem_wait"u8)
            wait = dlsym(0, name);
        var gate = stackalloc long[SizeOfGate];
        var threads = stackalloc nint[FewestThreads];
        if (wait == 0 || sem_init(gate, 0, 0) != 0)
            return FewestThreads;

        var started = 0;
        while (started < FewestThreads && pthread_create(threads + started, 0, wait, gate) == 0)
            started++;
        for (var i = 0; i < started; i++)
            _ = sem_post(gate);
        for (var i = 0; i < started; i++)
            _ = pthread_join(threads[i], 0);
        return started;
    }

    private static bool CanOpen(int files)
    {
        var file = Open();
        if (file < 0)
            return false;

        var canOpen = files == 1 || CanOpen(files - 1);
        _ = close(file);
        return canOpen;
    }

    public static int SayTooFewFiles() => Say("error DAG6018: too few open files are allowed: at least 128 are required\n  help: raise the limit (see 'ulimit -n')\n\n"u8);

    public static int SayFilesUsedUp() => Say("error DAG6018: too many open files\n  help: raise the limit (see 'ulimit -n'), or run fewer tasks at once (-j)\n\n"u8);

    /// <summary>Ends the process: the runtime may need more memory for an end of its own than there is.</summary>
    public static int SayTooLittleMemory()
    {
        _exit(Say("error DAG6022: too little memory is allowed: at least 384 MB more are required, most of it never used\n  help: raise the limit (see 'ulimit -v')\n\n"u8));
        return 6;
    }

    public static int SayTooFewThreads()
        => Say("error DAG6019: too few threads are allowed: at least 8 more are required\n  help: raise the limits (see 'ulimit -u' and 'ulimit -v'), or end other programs\n\n"u8);

    /// <summary>Takes the numbers of those standard streams that the program was started without, before a file of ours gets one and what is printed goes into it.</summary>
    public static void HoldStreams()
    {
        if (!OperatingSystem.IsLinux())
            return;

        for (var stream = 0; stream <= 2; stream++)
        {
            // The lowest number that is free, which is this one.
            if (fcntl(stream, FlagsOf, 0) < 0)
                _ = Open();
        }
    }

    private static int Open()
    {
        fixed (byte* nothing = "/dev/null"u8)
            return open(nothing, ReadAndWrite | CloseInChildren);
    }

    private static int Say(ReadOnlySpan<byte> message)
    {
        if ((fcntl(2, FlagsOf, 0) & CloseOnExec) == 0)
        {
            fixed (byte* text = message)
                _ = write(2, text, message.Length);
        }

        return 6;
    }

    [LibraryImport("libc")]
    private static partial void _exit(int code);

    [LibraryImport("libc")]
    private static partial int getrlimit(int resource, ulong* limit);

    [LibraryImport("libc")]
    private static partial nint mmap(nint place, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc")]
    private static partial int munmap(nint place, nint length);

    [LibraryImport("libc")]
    private static partial nint dlsym(nint library, byte* name);

    [LibraryImport("libc")]
    private static partial int sem_init(long* gate, int isShared, uint value);

    [LibraryImport("libc")]
    private static partial int sem_post(long* gate);

    [LibraryImport("libc")]
    private static partial int pthread_create(nint* thread, nint attributes, nint routine, long* argument);

    [LibraryImport("libc")]
    private static partial int pthread_join(nint thread, nint result);

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc")]
    private static partial int open(byte* path, int flags);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    [LibraryImport("libc")]
    private static partial nint write(int descriptor, byte* text, nint length);
}
