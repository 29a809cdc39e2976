using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>
/// Folder that is one user's alone: this user owns it and nobody else may look into it. What is read out of it was put there by this user. It is held open
/// from the look at its owner on, so that another in its place is not read.
/// </summary>
internal sealed partial class PrivateFolder : IDisposable
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode WrittenByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const int CloseInChildren = 0x80000;
    private const int ItSelf = 0x1000;
    private const uint BasicFields = 0x7FF;
    private const int KindOfFile = 0xF000;
    private const int KindPlain = 0x8000;
    private const int NoSuchFile = 2;

    private readonly SafeFileHandle? folder;

    private PrivateFolder(string path, SafeFileHandle? folder) => (Path, this.folder) = (path, folder);

    public string Path { get; }

    /// <summary>Null where there is none, or where it is not this user's alone; <paramref name="reason"/> says why not, and is null where nothing is there.</summary>
    public static PrivateFolder? TryOpen(string path, out string? reason)
    {
        reason = null;
        if (OperatingSystem.IsWindows())
            return Directory.Exists(path) ? new(path, null) : null;
        if (!OperatingSystem.IsLinux())
            return TryOpenByPath(path, out reason);

        // Who may write to the folder around it could put another in its place.
        using var around = OpenOwn(System.IO.Path.GetDirectoryName(path) ?? "/", WrittenByOthers, out reason);
        if (around is null || OpenOwn(path, ~OnlyOwner & (UnixFileMode)0x1FF, out reason, around, System.IO.Path.GetFileName(path)) is not { } folder)
            return null;

        return new(path, folder);
    }

    /// <summary>Makes the folder and those around it that are missing, for their owner alone.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        if (System.IO.Path.GetDirectoryName(path) is { } around)
            Directory.CreateDirectory(around, OnlyOwner);
        Directory.CreateDirectory(path, OnlyOwner);
    }

    /// <summary>Content of a file of the folder, and the time of its last change; null where there is none of this user's own.</summary>
    public (byte[] Content, DateTime Written)? TryRead(string name)
    {
        try
        {
            using var file = Open(name);
            if (file is null)
                return null;

            var bytes = new byte[RandomAccess.GetLength(file)];
            return RawFile.Fill(file, 0, bytes) == bytes.Length ? (bytes, File.GetLastWriteTimeUtc(file)) : null;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return null;
        }
    }

    /// <summary>Puts a file into the folder, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string name, byte[] content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var target = System.IO.Path.Combine(Path, name);
        AtomicFile.Write(target, $"{target}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.tmp", temporary =>
        {
            using var file = new FileStream(temporary, options);
            file.Write(content);
        });
    }

    /// <summary>Has a file look as if it was written then.</summary>
    public void Touch(string name, DateTimeOffset now)
    {
        try
        {
            File.SetLastWriteTimeUtc(System.IO.Path.Combine(Path, name), now.UtcDateTime);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            // It goes a little earlier than it had to.
        }
    }

    public IEnumerable<FileInfo> Files() => new DirectoryInfo(Path).EnumerateFiles();

    public static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return false;
        }
    }

    public void Dispose() => folder?.Dispose();

    private SafeFileHandle? Open(string name)
    {
        if (folder is null)
            return System.IO.Path.Combine(Path, name) is var path && File.Exists(path) ? File.OpenHandle(path) : null;

        var number = OpenIn(folder, name, RawFile.NotBehindLinks | CloseInChildren, 0);
        if (number < 0)
            return null;

        var file = new SafeFileHandle(number, ownsHandle: true);
        if (Status(file, "", ItSelf, BasicFields, out var found) == 0 && found.User == EffectiveUser() && (found.Mode & (KindOfFile | (int)WrittenByOthers)) == KindPlain)
            return file;

        file.Dispose();
        return null;
    }

    private static SafeFileHandle? OpenOwn(string path, UnixFileMode refused, out string? reason, SafeFileHandle? around = null, string? name = null)
    {
        reason = null;
        var number = around is not null && name is not null ? OpenIn(around, name, RawFile.FolderOnly | RawFile.NotBehindLinks | CloseInChildren, 0) : OpenAt(path, RawFile.FolderOnly | RawFile.NotBehindLinks | CloseInChildren, 0);
        if (number < 0)
        {
            if (Marshal.GetLastPInvokeError() != NoSuchFile)
                reason = $"'{path}' is a link, or cannot be opened as a folder";
            return null;
        }

        var folder = new SafeFileHandle(number, ownsHandle: true);
        if (Status(folder, "", ItSelf, BasicFields, out var found) != 0)
            reason = $"cannot determine the owner of '{path}'";
        else if (found.User != EffectiveUser())
            reason = $"'{path}' belongs to another user";
        else if ((found.Mode & (int)refused) != 0)
            reason = $"other users can {((found.Mode & (int)WrittenByOthers) != 0 ? "write to" : "read")} '{path}': use chmod 700";
        if (reason is null)
            return folder;

        folder.Dispose();
        return null;
    }

    // Only the owner of a folder may say again who may do what in it, or the superuser, who may do so with everybody's.
    [UnsupportedOSPlatform("windows")]
    private static PrivateFolder? TryOpenByPath(string path, out string? reason)
    {
        reason = null;
        var folder = new DirectoryInfo(path);
        if (!folder.Exists)
            return null;

        try
        {
            if (folder.LinkTarget is not null)
                reason = $"'{path}' is a link";
            else if ((folder.UnixFileMode & ~OnlyOwner) != 0)
                reason = $"other users can read '{path}': use chmod 700";
            else if (Environment.IsPrivilegedProcess)
                reason = $"cannot determine the owner of '{path}'";
            else
                File.SetUnixFileMode(path, OnlyOwner);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            reason = $"'{path}' belongs to another user";
        }

        return reason is null ? new(path, null) : null;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int OpenAt(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int OpenIn(SafeFileHandle folder, string name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Status(SafeFileHandle folder, string path, int flags, uint fields, out Answer found);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    // As the system writes it, the same on every machine.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Answer
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
