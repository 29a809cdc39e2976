using System.Runtime.InteropServices;

namespace Dag.Interpreter.Surface;

/// <summary>
/// What can be told of a file without reading it: its length in bytes, when it was last written and changed in any way, in ticks of UTC, and its
/// number on its disk. A file that is replaced by another has another number, and one whose time of writing was set back has another change.
/// </summary>
public readonly partial record struct FileState(long Length, long Written, long Changed, long Number)
{
    private const int FromCurrentFolder = -100;
    private const int AskAnew = 0x2000;
    private const int NotBehindLinks = 0x100;
    private const uint BasicFields = 0x7FF;
    private const int NoSuchFile = 2;
    private const int NotAFolder = 20;
    private const int KindOfFile = 0xF000;
    private const int KindFolder = 0x4000;
    private const int KindLink = 0xA000;
    private const int KindPlain = 0x8000;
    private const int OwnerMayExecute = 0x40;

    // Another write within the same tick of the disk's clock would not show.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>Null where there is no such file.</summary>
    public static FileState? Of(string path) => Of(path, 0, out _);

    /// <summary>The same, and whether its owner may execute it.</summary>
    internal static FileState? Of(string path, out bool mayBeExecuted) => Of(path, 0, out mayBeExecuted);

    /// <summary>That of a file which only the program itself makes, so that a link in its place is none; never what was heard a while ago where the disk is another machine's.</summary>
    internal static FileState? OfOwn(string path)
    {
        if (!OperatingSystem.IsLinux() || TryStatus(path, AskAnew | NotBehindLinks, out var found) is not { } isThere)
            return new FileInfo(path) is { LinkTarget: null } ? Of(path) : null;

        return isThere && (found.Mode & KindOfFile) == KindPlain ? StateIn(found) : null;
    }

    /// <summary>Whose a file or folder is, and who else may read it; null where nothing is there, or the system will not say.</summary>
    /// <param name="isLink">Whether it is a link, of which this is said then.</param>
    internal static (uint Owner, UnixFileMode Mode)? OwnerOf(string path, out bool isLink)
    {
        isLink = false;
        if (!OperatingSystem.IsLinux() || TryStatus(path, NotBehindLinks, out var found) is not true)
            return null;

        isLink = (found.Mode & KindOfFile) == KindLink;
        return (found.Owner, (UnixFileMode)(found.Mode & ~KindOfFile));
    }

    /// <summary>Whether there is a file, no link to one, that has no other name, and that its owner may not execute.</summary>
    internal static bool IsPlainAndSole(string path)
        => OperatingSystem.IsLinux() && TryStatus(path, NotBehindLinks, out var found) is { } isThere
            ? isThere && (found.Mode & KindOfFile) == KindPlain && (found.Mode & OwnerMayExecute) == 0 && found.Names == 1 : IsPlain(path);

    private static FileState? Of(string path, int how, out bool mayBeExecuted)
    {
        if (OperatingSystem.IsLinux() && TryAsk(path, how, out var known, out mayBeExecuted))
            return known;

        var file = BehindLinks(path);
        mayBeExecuted = !OperatingSystem.IsWindows() && file.Exists && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
        return file.Exists ? Portable(file) : null;
    }

    /// <summary>Whether there is a file, no link to one, that its owner may not execute.</summary>
    /// <param name="orNone">Or nothing at all, no link to nothing either.</param>
    internal static bool IsPlain(string path, bool orNone = false)
        => OperatingSystem.IsLinux() && TryStatus(path, NotBehindLinks, out var found) is { } isThere
            ? isThere ? (found.Mode & KindOfFile) == KindPlain && (found.Mode & OwnerMayExecute) == 0 : orNone
            : Of(path, out var mayBeExecuted) is null ? orNone && !Path.Exists(path) : !mayBeExecuted && BehindLinks(path).FullName == path;

    /// <summary>The file that a path leads to: .NET gives a link's own length and times, which a write to what it leads to does not change.</summary>
    internal static FileInfo BehindLinks(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
    }

    /// <summary>Whether it was written long enough ago for every later write to show.</summary>
    public bool IsSettled(TimeProvider clock) => clock.GetUtcNow().UtcTicks - Written > Settling.Ticks;

    // .NET knows neither a file's number nor its last change. Its birth does for the one, and who may do what with it for what else may change.
    private static FileState Portable(FileInfo file)
        => new(file.Length, file.LastWriteTimeUtc.Ticks, file.CreationTimeUtc.Ticks, OperatingSystem.IsWindows() ? 0 : (long)file.UnixFileMode);

    // One call for all of it, where .NET makes several. False where the system will not say.
    private static bool TryAsk(string path, int how, out FileState? state, out bool mayBeExecuted)
    {
        (state, mayBeExecuted) = (null, false);
        if (TryStatus(path, how, out var found) is not { } isThere)
            return false;
        if (!isThere)
            return true;

        mayBeExecuted = (found.Mode & OwnerMayExecute) != 0;
        if ((found.Mode & KindOfFile) != KindFolder)
            state = StateIn(found);
        return true;
    }

    private static FileState StateIn(Answer found)
        => new((long)found.Size, TicksOf(found.WrittenSeconds, found.WrittenNanoseconds), TicksOf(found.ChangedSeconds, found.ChangedNanoseconds), (long)found.Number);

    // False where nothing is there, null where the system will not say.
    private static bool? TryStatus(string path, int how, out Answer found)
    {
        found = default;
        try
        {
            if (Status(FromCurrentFolder, path, how, BasicFields, out found) == 0)
                return true;
            return Marshal.GetLastPInvokeError() is NoSuchFile or NotAFolder ? false : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static long TicksOf(long seconds, uint nanoseconds)
        => DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Status(int folder, string path, int flags, uint fields, out Answer found);

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
