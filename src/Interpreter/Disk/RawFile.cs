using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Disk;

/// <summary>
/// Files opened with one call to the system: .NET asks what is there first, takes a lock that nobody needs here, and the first time takes longer to
/// get ready than a run may take that has nothing to do.
/// </summary>
internal static partial class RawFile
{
    private const int CreateNew = 0xC1;
    private const int AddTo = 0x42;
    private const int CloseInChildren = 0x80000;
    private const int NeverWaiting = 0x800;
    private const uint ForAll = 0x1B6;
    private const int NoSuchFolder = 2;

    // Two of the flags are other bits on other machines.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
    private static readonly int FolderOnly = IsArm ? 0x4000 : 0x10000;
    private static readonly int NotBehindLinks = IsArm ? 0x8000 : 0x20000;

    /// <summary>To read what others may write to or delete meanwhile.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle OpenToRead(string path)
        // .NET has the words for what is refused.
        => Try(path, 0) ?? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>The same for a file that only the program itself makes: a link or a pipe in its place was put there by somebody else, and is nothing to read.</summary>
    /// <exception cref="IOException">It cannot be opened, or is no file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle OpenOwnToRead(string path)
    {
        if (Try(path, NotBehindLinks | NeverWaiting) is { } file)
            return file;
        if (new FileInfo(path).LinkTarget is { } target)
            throw new IOException($"'{path}' is a link to '{target}', and no file of dag's own");

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
    public static SafeFileHandle OpenToAdd(string path)
    {
        if (Try(path, AddTo | NotBehindLinks | NeverWaiting) is { } file)
            return file;

        var why = $"'{path}' cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}";
        throw Marshal.GetLastPInvokeError() == NoSuchFolder ? new DirectoryNotFoundException(why) : new IOException(why);
    }

    /// <summary>A folder, to be asked what is in it. Null where there is none, or the system is one that cannot.</summary>
    public static SafeFileHandle? TryOpenFolder(string path) => Try(path, FolderOnly);

    /// <summary>Gives a file or folder another name, in the place of whatever had it. False where the system will not, or is one that cannot.</summary>
    public static bool TryRename(string from, string to) => OperatingSystem.IsLinux() && Rename(from, to) == 0;

    /// <summary>All there is in a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadAll(string path)
    {
        using var file = OpenToRead(path);
        return Read(file, 0, long.MaxValue);
    }

    /// <summary>What there is of a file from an offset on, as much of it as is asked for: nothing where no file could have so much.</summary>
    /// <exception cref="IOException">It cannot be read, or is no file.</exception>
    public static byte[] Read(SafeFileHandle file, long offset, long length)
    {
        var there = LengthOf(file);
        if (offset < 0 || offset > there || length < 0)
            return [];

        var bytes = new byte[Math.Min(Math.Min(there - offset, length), Array.MaxLength)];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), offset + read) is > 0 and var more)
            read += more;
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>How long a file is; what is none, such as a pipe, has no length.</summary>
    /// <exception cref="IOException">It is no file.</exception>
    public static long LengthOf(SafeFileHandle file)
    {
        try
        {
            return RandomAccess.GetLength(file);
        }
        catch (NotSupportedException)
        {
            throw new IOException("it is no file that could be read at any place");
        }
    }

    private static SafeFileHandle? Try(string path, int how)
        => OperatingSystem.IsLinux() && Open(path, how | CloseInChildren, ForAll) is >= 0 and var number ? new(number, ownsHandle: true) : null;

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "rename", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);
}
