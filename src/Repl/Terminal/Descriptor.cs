using System.Runtime.InteropServices;

namespace Dag.Repl.Terminal;

/// <summary>
/// A file descriptor that was given to the program. A stream of .NET on a file would write at a place of its own and over what others wrote;
/// the system's write goes on where the descriptor is.
/// </summary>
internal static partial class Descriptor
{
    /// <summary>The number of the error that says that nobody reads any more.</summary>
    public const int BrokenPipe = 32;

    /// <summary>The number of the error that says that a descriptor is none.</summary>
    public const int NoDescriptor = 9;

    private const int FlagsOf = 1;
    private const int CloseOnExec = 1;
    private const int Interrupted = 4;
    private const int TryAgain = 11;

    private const short Writable = 4;
    private const nuint GetWindowSize = 0x5413;
    private const int UsualColumns = 80;

    /// <summary>
    /// Whether the program was started with it. What it has opened itself, or the runtime before it, is closed where another program takes its place, and
    /// nothing that was handed on can be.
    /// </summary>
    public static bool IsGiven(int descriptor) => OperatingSystem.IsWindows() || (fcntl(descriptor, FlagsOf, 0) is var flags and >= 0 && (flags & CloseOnExec) == 0);

    public static bool IsTerminal(int descriptor) => isatty(descriptor) == 1;

    /// <summary>The number of the error that kept something from being written; 0 where all was.</summary>
    public static int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var written = write(descriptor, in MemoryMarshal.GetReference(bytes), bytes.Length);
            if (written >= 0)
                bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() is var error && !IsWorthAnotherTry(descriptor, error))
                return error;
        }

        return 0;
    }

    // A descriptor that does not block, as a terminal shared with another program may not, says when it can take more.
    private static bool IsWorthAnotherTry(int descriptor, int error)
    {
        if (error != TryAgain)
            return error == Interrupted;

        var waiting = new Poll { Descriptor = descriptor, Wanted = Writable };
        poll(ref waiting, 1, timeout: -1);
        return true;
    }

    public static int ColumnsOf(int descriptor) => FindColumns(descriptor) ?? UsualColumns;

    /// <summary>Null where it is not a terminal, or one that does not say how wide it is.</summary>
    public static int? FindColumns(int descriptor)
        => ioctl(descriptor, GetWindowSize, out var size) == 0 && size.Columns > 0 ? size.Columns : null;

    /// <summary>Null where it is not a terminal, or one that does not say how high it is.</summary>
    public static int? FindRows(int descriptor)
        => ioctl(descriptor, GetWindowSize, out var size) == 0 && size.Rows > 0 ? size.Rows : null;

    [LibraryImport("libc")]
    private static partial int ioctl(int descriptor, nuint request, out WindowSize size);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int descriptor, in byte bytes, nint count);

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc")]
    private static partial int isatty(int descriptor);

    [LibraryImport("libc")]
    private static partial int poll(ref Poll descriptors, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct Poll
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct WindowSize
    {
        public readonly ushort Rows;
        public readonly ushort Columns;
        public readonly ushort Width;
        public readonly ushort Height;
    }
}
