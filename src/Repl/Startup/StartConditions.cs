using System.Runtime.InteropServices;

namespace Dag.Repl.Startup;

/// <summary>
/// What the program needs before it can do anything, its own messages included: every assembly that is loaded takes descriptors. So this uses nothing but the system's
/// own calls, and its messages stand here as they are written.
/// </summary>
internal static unsafe partial class StartConditions
{
    // Seen to be enough for a run that compiles; one of scripts alone comes to its end with 64. What scripts open is their own.
    private const ulong FewestFiles = 128;

    private const int FilesOfAnAssembly = 4;
    private const int OpenFiles = 7;
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
    private static partial int getrlimit(int resource, ulong* limit);

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc")]
    private static partial int open(byte* path, int flags);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    [LibraryImport("libc")]
    private static partial nint write(int descriptor, byte* text, nint length);
}
