using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>
/// Files opened with one call to the system: .NET asks what is there first, takes a lock that nobody needs here, and the first time takes longer to
/// get ready than a run may take that has nothing to do. Names that are not UTF-8 and paths of any length are opened too.
/// </summary>
internal static partial class RawFile
{
    /// <summary>Bytes that most paths fit into.</summary>
    internal const int UsualPath = 512;

    private const int CreateNew = 0xC1;
    private const int AddTo = 0x42;
    private const int PathOnly = 0x200000;
    private const int CloseInChildren = 0x80000;

    // Opening a pipe without a writer would else block for ever, and opening a terminal would make it the program's own.
    private const int DoNotWait = 0x800 | 0x100;

    private const uint ForAll = 0x1B6;
    private const uint Exchange = 2;
    private const int NoSuchFolder = 2;
    private const int IsThere = 17;
    private const int TooLong = 36;

    // Two of the flags are other bits on other machines.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    /// <summary>Flag of <c>open</c> by which only a folder is opened.</summary>
    public static int FolderOnly => IsArm ? 0x4000 : 0x10000;

    /// <summary>Flag of <c>open</c> by which no link is meant.</summary>
    public static int NotBehindLinks => IsArm ? 0x8000 : 0x20000;

    /// <summary>To read what others may write to or delete meanwhile.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle OpenToRead(string path)
        // .NET has the words for what is refused.
        => Try(path, DoNotWait) ?? OpenByPlatform(path);

    /// <summary>Opens a regular file for reading; the exception names the kind of anything else: a pipe, a device, a socket.</summary>
    /// <exception cref="IOException">The path leads to something other than a file, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle OpenContent(string path)
    {
        var file = OpenToRead(path);
        if (!OperatingSystem.IsLinux() || FileStatus.TryOf(file, out var status) != 0 || status.Kind == FileKind.File)
            return file;

        file.Dispose();
        throw new IOException($"'{PathBytes.Shown(path)}' is {FileKinds.Describe(status.Kind)}, not a file");
    }

    /// <summary>Opens a file that only the program itself makes: a link or a pipe in its place is refused, as somebody else put it there.</summary>
    /// <exception cref="IOException">The file cannot be opened, or the path leads to something other than a file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle OpenOwnToRead(string path)
    {
        if (Try(path, NotBehindLinks | DoNotWait) is { } file)
            return file;
        if (new FileInfo(path).LinkTarget is { } target)
            throw new IOException($"'{path}' is a link to '{target}', not a file of dag");

        return OpenToRead(path);
    }

    /// <summary>Makes a file that is not there yet, to be written while others may read it.</summary>
    /// <exception cref="IOException">It is there, or cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static SafeFileHandle Create(string path)
        => Try(path, CreateNew) ?? File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>To read and write, on Linux only; the file is made if need be, and never what a link in its place leads to.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no folder for it.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle OpenToAdd(string path) => Try(path, AddTo | NotBehindLinks | DoNotWait) ?? throw Refused(path, "opened");

    /// <summary>A folder, to be asked what is in it. Null where there is none, or the system is one that cannot.</summary>
    public static SafeFileHandle? TryOpenFolder(string path) => Try(path, FolderOnly);

    /// <summary>The same of one that is no link.</summary>
    public static SafeFileHandle? TryOpenFolderItself(string path) => Try(path, FolderOnly | NotBehindLinks);

    /// <summary>The same of one that lies in another, and is no link.</summary>
    /// <param name="name">With a zero behind it.</param>
    public static SafeFileHandle? TryOpenFolder(SafeFileHandle within, ReadOnlySpan<byte> name)
        => Handle((int)within.DangerousGetHandle(), name, FolderOnly | NotBehindLinks | CloseInChildren);

    /// <summary>Gives a file or folder another name, in the place of whatever had it. False where the system will not, or is one that cannot.</summary>
    public static unsafe bool TryRename(string from, string to)
    {
        if (!OperatingSystem.IsLinux())
            return false;

        Span<byte> roomFrom = stackalloc byte[UsualPath], roomTo = stackalloc byte[UsualPath];
        fixed (byte* old = PathBytes.Terminated(from, roomFrom), other = PathBytes.Terminated(to, roomTo))
            return Rename(old, other) == 0;
    }

    /// <summary>Lets two files or folders change places in one step. False where the system will not, or is one that cannot.</summary>
    public static unsafe bool TryExchange(string one, string other)
    {
        if (!OperatingSystem.IsLinux())
            return false;

        Span<byte> roomOne = stackalloc byte[UsualPath], roomOther = stackalloc byte[UsualPath];
        try
        {
            fixed (byte* first = PathBytes.Terminated(one, roomOne), second = PathBytes.Terminated(other, roomOther))
                return Rename(FileStatus.FromCurrentFolder, first, FileStatus.FromCurrentFolder, second, Exchange) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Gives a file or folder another name by the one that it has on the disk, where .NET has none for it.</summary>
    /// <exception cref="IOException">The system will not.</exception>
    public static void Rename(string from, string to)
    {
        if (!TryRename(from, to))
            throw Refused(to, "written");
    }

    /// <summary>Deletes a file or link, by the name that it has on the disk; one that is gone is well.</summary>
    /// <exception cref="IOException">The system will not.</exception>
    public static unsafe void Delete(string path)
    {
        Span<byte> room = stackalloc byte[UsualPath];
        fixed (byte* name = PathBytes.Terminated(path, room))
        {
            if (Unlink(name) != 0 && Marshal.GetLastPInvokeError() != NoSuchFolder)
                throw Refused(path, "deleted");
        }
    }

    /// <summary>Makes a folder and those on the way to it, where they are not there yet.</summary>
    /// <exception cref="IOException">One cannot be made.</exception>
    public static unsafe void CreateFolder(string path)
    {
        Span<byte> room = stackalloc byte[UsualPath];
        fixed (byte* name = PathBytes.Terminated(path, room))
        {
            if (MakeFolder(name, 0x1FF) == 0 || Marshal.GetLastPInvokeError() == IsThere)
                return;
            if (Marshal.GetLastPInvokeError() != NoSuchFolder || Path.GetDirectoryName(path) is not { Length: > 0 } parent)
                throw Refused(path, "made");

            CreateFolder(parent);
            if (MakeFolder(name, 0x1FF) != 0 && Marshal.GetLastPInvokeError() != IsThere)
                throw Refused(path, "made");
        }
    }

    /// <summary>Makes a link that says where to look instead.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static unsafe void CreateLink(string target, string path)
    {
        Span<byte> roomTarget = stackalloc byte[UsualPath], roomPath = stackalloc byte[UsualPath];
        fixed (byte* to = PathBytes.Terminated(target, roomTarget), name = PathBytes.Terminated(path, roomPath))
        {
            if (MakeLink(to, name) != 0)
                throw Refused(path, "made");
        }
    }

    /// <summary>Where a link says to look; null where there is none.</summary>
    public static string? FindLink(string path)
    {
        Span<byte> room = stackalloc byte[UsualPath];
        return FindLink(FileStatus.FromCurrentFolder, PathBytes.Terminated(path, room));
    }

    /// <summary>The same of one that lies in an open folder.</summary>
    /// <param name="name">With a zero behind it.</param>
    public static unsafe string? FindLink(int within, ReadOnlySpan<byte> name)
    {
        var target = stackalloc byte[PathBytes.Longest];
        fixed (byte* path = name)
        {
            var length = ReadLink(within, path, target, PathBytes.Longest);
            return length < 0 ? null : PathBytes.TextOf(new(target, (int)length));
        }
    }

    /// <summary>All there is in a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadAll(string path)
    {
        using var file = OpenContent(path);
        return Read(file, 0, long.MaxValue);
    }

    /// <summary>Bytes of a file from an offset on, at most as many as are asked for: none where no file could have so many.</summary>
    /// <exception cref="IOException">It cannot be read, or is no file.</exception>
    public static byte[] Read(SafeFileHandle file, long offset, long length)
    {
        var there = LengthOf(file);
        if (offset < 0 || offset > there || length < 0)
            return [];

        var bytes = new byte[Math.Min(Math.Min(there - offset, length), Array.MaxLength)];
        var read = Fill(file, offset, bytes);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>Reads from an offset until the room is full or the file ends; gives how many bytes there were.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static int Fill(SafeFileHandle file, long offset, Span<byte> room)
    {
        var read = 0;
        while (read < room.Length && RandomAccess.Read(file, room[read..], offset + read) is > 0 and var more)
            read += more;
        return read;
    }

    /// <summary>Length of a file in bytes.</summary>
    /// <exception cref="IOException">The handle is of something without a length, such as a pipe.</exception>
    public static long LengthOf(SafeFileHandle file)
    {
        try
        {
            return RandomAccess.GetLength(file);
        }
        catch (NotSupportedException)
        {
            throw new IOException("it is not a seekable file");
        }
    }

    /// <summary>The folders on the way to what lies deeper than the system takes in one piece, and what is left of the path from there. Null where one is not there.</summary>
    internal static SafeFileHandle? OpenNear(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> rest)
    {
        SafeFileHandle? near = null;
        rest = path;
        while (rest.Length > PathBytes.Longest)
        {
            var end = rest[..(PathBytes.Longest - 1)].LastIndexOf((byte)'/');
            byte[] part = [.. rest[..(end < 0 ? rest.Length - 1 : end + 1)], 0];
            var next = Handle(near is null ? FileStatus.FromCurrentFolder : (int)near.DangerousGetHandle(), part, PathOnly | FolderOnly | CloseInChildren);
            near?.Dispose();
            if (next is null || end < 0)
                return next;

            near = next;
            rest = rest[(end + 1)..];
        }

        return near;
    }

    private static SafeFileHandle? Try(string path, int how)
    {
        if (!OperatingSystem.IsLinux())
            return null;

        Span<byte> room = stackalloc byte[UsualPath];
        var bytes = PathBytes.Terminated(path, room);
        if (bytes.Length <= PathBytes.Longest)
            return Handle(FileStatus.FromCurrentFolder, bytes, how | CloseInChildren);

        using var near = OpenNear(bytes, out var rest);
        return near is null ? null : Handle((int)near.DangerousGetHandle(), rest, how | CloseInChildren);
    }

    private static unsafe SafeFileHandle? Handle(int folder, ReadOnlySpan<byte> path, int how)
    {
        fixed (byte* name = path)
            return OpenAt(folder, name, how, ForAll) is >= 0 and var number ? new(number, ownsHandle: true) : null;
    }

    private static SafeFileHandle OpenByPlatform(string path)
        => OperatingSystem.IsLinux() && (!PathBytes.IsUtf8(path) || PathBytes.CountOf(path) >= PathBytes.Longest)
            ? throw Refused(path, "opened")
            : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static IOException Refused(string path, string what)
    {
        var (error, why) = (Marshal.GetLastPInvokeError(), $"'{PathBytes.Shown(path)}' cannot be {what}: {Marshal.GetLastPInvokeErrorMessage()}");
        return error switch
        {
            NoSuchFolder => new DirectoryNotFoundException(why),
            TooLong => new PathTooLongException(why),
            _ => new IOException(why),
        };
    }

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static unsafe partial int OpenAt(int folder, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true)]
    private static unsafe partial int Rename(byte* from, byte* to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    private static unsafe partial int Rename(int folder, byte* from, int otherFolder, byte* to, uint how);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true)]
    private static unsafe partial int Unlink(byte* path);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true)]
    private static unsafe partial int MakeFolder(byte* path, uint mode);

    [LibraryImport("libc", EntryPoint = "symlink", SetLastError = true)]
    private static unsafe partial int MakeLink(byte* target, byte* path);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    private static unsafe partial nint ReadLink(int folder, byte* path, byte* target, nuint room);
}
