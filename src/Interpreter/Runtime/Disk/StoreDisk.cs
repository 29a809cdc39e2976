using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>The disk as it is.</summary>
internal sealed partial class StoreDisk : IStoreDisk
{
    private const int Exclusive = 2;
    private const int Interrupted = 4;
    private const nuint CloneOf = 0x40049409;
    private const int NotSupported = 95;
    private const int NoSuchRequest = 25;
    private const int IsThere = 17;

    // How .NET passes on that somebody else has a file: on Linux, macOS and Windows.
    private static readonly int[] Busy = [11, 35, unchecked((int)0x80070020)];

    // Of a millisecond each.
    private const int MostWaits = 30_000;

    private const UnixFileMode Readers = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly AppendHandles added = new(RawFile.OpenToAdd, Write);
    private volatile bool cannotClone;

    public long LengthOf(string path) => StateOf(path)?.Length ?? 0;

    public FileState? StateOf(string path)
    {
        var state = FileState.OfOwn(path);
        added.Saw(path, state);
        return state;
    }

    public byte[] Read(string path, long offset, long length)
    {
        if (!File.Exists(path))
            return [];

        using var file = RawFile.OpenOwnToRead(path);
        return RawFile.Read(file, offset, length);
    }

    public (byte[] Bytes, string Hash) ReadHashed(string path, long length)
    {
        if (!File.Exists(path))
            return ([], "");

        using var file = RawFile.OpenOwnToRead(path);
        return HashedReading.Read(file, (int)Math.Min(length, Array.MaxLength));
    }

    public void Append(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            added.Write(path, offset, bytes);
            return;
        }

        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        Write(file, bytes, offset);
    }

    public void Truncate(string path, long length)
    {
        using var file = OpenToWrite(path);
        RandomAccess.SetLength(file, length);
    }

    public void Create(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        Write(file, bytes, 0);
    }

    public void CreatePrivate(string path, ReadOnlySpan<byte> bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        Write(file.SafeFileHandle, bytes, 0);
    }

    // .NET asks the disk to share the content before it copies. What it has no name for it is given open.
    public void Copy(string from, string to)
    {
        if (!OperatingSystem.IsLinux() || (PathBytes.IsUtf8(from) && from.Length < PathBytes.Longest / 3))
        {
            File.Copy(from, to);
            return;
        }

        using var content = RawFile.OpenContent(from);
        File.Copy($"/proc/self/fd/{(int)content.DangerousGetHandle()}", to);
    }

    // Shared content (a reflink) comes first: a write to one file, by a process that gave itself the right to, does not reach the other then.
    public void Link(string from, string to)
    {
        if (TryClone(from, to))
            return;
        if (OperatingSystem.IsWindows() || MakeLink(from, to) != 0)
            File.Copy(from, to);
    }

    private bool TryClone(string from, string to)
    {
        if (!OperatingSystem.IsLinux() || cannotClone)
            return false;

        using (var source = File.OpenHandle(from, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete))
        {
            var made = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, UnixCreateMode = File.GetUnixFileMode(source) | UnixFileMode.UserWrite };
            using var target = new FileStream(to, made);
            if (ShareContent(target.SafeFileHandle, CloneOf, source) == 0)
                return true;

            // Another disk may be able to; one that says it is not made for it is not asked again.
            cannotClone = Marshal.GetLastPInvokeError() is NotSupported or NoSuchRequest;
        }

        File.Delete(to);
        return false;
    }

    public void MakeReadOnly(string path)
    {
        if (OperatingSystem.IsWindows())
            File.SetAttributes(path, File.GetAttributes(path) | FileAttributes.ReadOnly);
        else
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & Readers);
    }

    // The bits to execute lie two below those to read.
    public void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) is var mode)
            File.SetUnixFileMode(path, mode | (UnixFileMode)((int)(mode & Readers) >> 2));
    }

    public void LinkTo(string target, string path)
    {
        if (PathBytes.IsUtf8(target))
            File.CreateSymbolicLink(path, target);
        else
            RawFile.CreateLink(target, path);
    }

    // .NET asks more than once about what is there, which tells for small files; it has the words for what is refused.
    public void Rename(string from, string to)
    {
        if (!PathBytes.IsUtf8(to))
            RawFile.Rename(from, to);
        else if (!RawFile.TryRename(from, to))
            File.Move(from, to, overwrite: true);
        added.Saw(to, null);
    }

    public bool TryRename(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(to))
        {
            return false;
        }
    }

    public void Flush(string path)
    {
        using var file = OpenToWrite(path);
        RandomAccess.FlushToDisk(file);
    }

    public void Delete(string path)
    {
        added.Saw(path, null);
        if (PathBytes.IsUtf8(path))
            File.Delete(path);
        else
            RawFile.Delete(path);
    }

    public void DeleteFolder(string path) => FolderTree.Delete(path);

    public void CreateFolder(string path)
    {
        if (!PathBytes.IsUtf8(path))
            RawFile.CreateFolder(path);
        else if (!OperatingSystem.IsLinux() || (MakeFolder(path, 0x1FF) != 0 && Marshal.GetLastPInvokeError() != IsThere))
            Directory.CreateDirectory(path);
    }

    public IDisposable Lock(string path)
    {
        if (!OperatingSystem.IsLinux())
            return LockByOpening(path);

        // .NET takes locks of its own when it opens a file, and throws where it cannot have them at once.
        var file = RawFile.OpenToAdd(path);
        while (LockFile(file, Exclusive) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
                throw new IOException($"'{path}' cannot be locked: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        return file;
    }

    // The system's own locks by sharing are what .NET takes for these ways to open a file.
    public IDisposable? Share(string path)
    {
        for (var tries = 0; tries < MostWaits; tries++)
        {
            var file = TryOpen(path, FileShare.Read, out var isBusy);
            if (file is not null || !isBusy)
                return file;

            Thread.Sleep(1);
        }

        return null;
    }

    public IDisposable? TryTake(string path) => TryOpen(path, FileShare.None, out _);

    public void Dispose() => added.Dispose();

    // Never what a link in the place of one of the store's own files leads to.
    private static SafeFileHandle OpenToWrite(string path)
        => OperatingSystem.IsLinux() ? RawFile.OpenToAdd(path) : File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private static SafeFileHandle? TryOpen(string path, FileShare sharing, out bool isBusy)
    {
        isBusy = false;
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Read, sharing);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            isBusy = Busy.Contains(refused.HResult);
            return null;
        }
    }

    // .NET has a word of its own for a file that may not grow so large.
    private static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (ArgumentOutOfRangeException tooLarge)
        {
            throw new IOException("File too large", tooLarge);
        }
    }

    private static FileStream LockByOpening(string path)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 10_000 && File.Exists(path))
            {
                Thread.Sleep(1);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int LockFile(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int ShareContent(SafeFileHandle to, nuint request, SafeFileHandle from);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int MakeLink(string from, string to);

    [LibraryImport("libc", EntryPoint = "mkdir", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int MakeFolder(string path, uint mode);
}
