using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>Status of a file by one call to the system, on Linux only: .NET makes several.</summary>
internal readonly partial record struct FileStatus(int Mode, long Length, long Written, long Changed, long Number)
{
    private const int KindMask = 0xF000;

    /// <summary>Relative paths are relative to the program's current folder.</summary>
    public const int FromCurrentFolder = -100;

    /// <summary>Never what was heard a while ago, where the disk is another machine's.</summary>
    public const int AskAnew = 0x2000;

    public const int NotBehindLinks = 0x100;

    /// <summary>The system has no such call.</summary>
    public const int NotSupported = -1;

    private const uint BasicFields = 0x7FF;
    private const int OfHandle = 0x1000;
    private const int OwnerMayExecute = 0x40;
    private const int NoSuchFile = 2;
    private const int NotAFolder = 20;
    private const int TooLong = 36;
    private const int TooManyLinks = 40;

    public FileKind Kind => FileKinds.Of(Mode);

    /// <summary>Who may do what with it.</summary>
    public int Rights => Mode & ~KindMask;

    /// <summary>Whose it is.</summary>
    public uint Owner { get; init; }

    /// <summary>How many names it has on its disk.</summary>
    public uint Names { get; init; }

    public bool MayBeExecuted => (Mode & OwnerMayExecute) != 0;

    /// <returns>0, or the number of the error.</returns>
    public static int TryOf(string path, int how, out FileStatus status)
    {
        Span<byte> room = stackalloc byte[RawFile.UsualPath];
        var bytes = PathBytes.Terminated(path, room);
        if (bytes.Length <= PathBytes.Longest)
            return TryOf(FromCurrentFolder, bytes, how, out status);

        status = default;
        using var near = RawFile.OpenNear(bytes, out var rest);
        return near is null ? Marshal.GetLastPInvokeError() : TryOf((int)near.DangerousGetHandle(), rest, how, out status);
    }

    /// <summary>The same of what lies in an open folder.</summary>
    /// <param name="name">With a zero behind it.</param>
    public static unsafe int TryOf(int folder, ReadOnlySpan<byte> name, int how, out FileStatus status)
    {
        status = default;
        try
        {
            fixed (byte* path = name)
            {
                if (Status(folder, path, how, BasicFields, out var found) != 0)
                    return Marshal.GetLastPInvokeError();
                status = Of(found);
                return 0;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return NotSupported;
        }
    }

    /// <summary>The same of an open file.</summary>
    public static int TryOf(SafeFileHandle file, out FileStatus status) => TryOf((int)file.DangerousGetHandle(), "\0"u8, OfHandle, out status);

    /// <summary>Kind of the file, where the call succeeded.</summary>
    public static FileKind KindOf(int error, FileStatus status) => error switch
    {
        0 => status.Kind,
        NoSuchFile or NotAFolder or TooLong => FileKind.None,
        TooManyLinks => FileKind.LinkLoop,
        _ => FileKind.Unknown,
    };

    private static FileStatus Of(in Answer found)
        => new(found.Mode, (long)found.Size, TicksOf(found.WrittenSeconds, found.WrittenNanoseconds), TicksOf(found.ChangedSeconds, found.ChangedNanoseconds), (long)found.Number)
        {
            Owner = found.Owner,
            Names = found.Names,
        };

    private static long TicksOf(long seconds, uint nanoseconds)
        => DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static unsafe partial int Status(int folder, byte* path, int flags, uint fields, out Answer found);

    // As the system writes it, the same on every machine.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Answer
    {
        [FieldOffset(16)]
        public uint Names;

        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Number;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(96)]
        public long ChangedSeconds;

        [FieldOffset(104)]
        public uint ChangedNanoseconds;

        [FieldOffset(112)]
        public long WrittenSeconds;

        [FieldOffset(120)]
        public uint WrittenNanoseconds;
    }
}
