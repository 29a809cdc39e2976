using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>
/// Folder that is read by its handle: what lies in it has the bytes of its name, and folders in it are opened from there, however long their paths are. On
/// Linux only.
/// </summary>
internal sealed partial class ListedFolder : IDisposable
{
    private const int Room = 32 * 1024;
    private const int NameAt = 19;
    private const int NoSuchFile = 2;
    private const int RemoveFolder = 0x200;

    private readonly SafeFileHandle folder;
    private readonly string path;

    private ListedFolder(SafeFileHandle folder, string path)
    {
        this.folder = folder;
        this.path = path;
    }

    /// <exception cref="IOException">The path leads to something other than a folder, or cannot be opened.</exception>
    public static ListedFolder Open(string path) => new(RawFile.TryOpenFolder(path) ?? throw Refused(path), path);

    /// <summary>The same of one that is no link.</summary>
    /// <exception cref="IOException">The path leads to something other than a folder, or cannot be opened.</exception>
    public static ListedFolder OpenItself(string path) => new(RawFile.TryOpenFolderItself(path) ?? throw Refused(path), path);

    /// <summary>A folder in it; null where it is gone by now.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public ListedFolder? Open(FolderItem item)
    {
        var inner = Path.Combine(path, item.Name);
        if (RawFile.TryOpenFolder(folder, item.Bytes) is { } opened)
            return new(opened, inner);

        return Marshal.GetLastPInvokeError() == NoSuchFile ? null : throw Refused(inner);
    }

    /// <summary>All that lies in it, in no order.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public List<FolderItem> Items()
    {
        var items = new List<FolderItem>();
        var room = ArrayPool<byte>.Shared.Rent(Room);
        try
        {
            nint length;
            while ((length = Read(folder, room, (nuint)room.Length)) > 0)
                Parse(room.AsSpan(0, (int)length), items);
            return length == 0 ? items : throw Refused(path);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    /// <summary>Kind of an item behind its links.</summary>
    public FileKind KindBehindLinks(FolderItem item)
        => FileStatus.KindOf(FileStatus.TryOf((int)folder.DangerousGetHandle(), item.Bytes, 0, out var status), status);

    /// <summary>Where a link says to look.</summary>
    public string FindLink(FolderItem item) => RawFile.FindLink((int)folder.DangerousGetHandle(), item.Bytes) ?? "";

    /// <summary>In bytes; 0 where it is gone.</summary>
    public long LengthOf(FolderItem item)
        => FileStatus.TryOf((int)folder.DangerousGetHandle(), item.Bytes, FileStatus.NotBehindLinks, out var status) == 0 ? status.Length : 0;

    /// <summary>One that is gone already is well.</summary>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    public unsafe void Delete(FolderItem item)
    {
        fixed (byte* name = item.Bytes)
        {
            if (Unlink((int)folder.DangerousGetHandle(), name, item.Kind == FileKind.Folder ? RemoveFolder : 0) != 0 && Marshal.GetLastPInvokeError() != NoSuchFile)
                throw new IOException($"'{PathBytes.Shown(Path.Combine(path, item.Name))}' cannot be deleted: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    public void Dispose() => folder.Dispose();

    // As the kernel writes an entry: its number and the next one's place in eight bytes each, its size in two, its kind in one, its name up to a zero.
    private void Parse(ReadOnlySpan<byte> entries, List<FolderItem> items)
    {
        while (entries.Length > 0)
        {
            var size = BinaryPrimitives.ReadUInt16LittleEndian(entries[16..]);
            var kind = entries[NameAt - 1];
            var name = entries[NameAt..size];
            name = name[..(name.IndexOf((byte)0) + 1)];
            entries = entries[size..];
            if (!name.SequenceEqual(".\0"u8) && !name.SequenceEqual("..\0"u8))
                items.Add(new(PathBytes.TextOf(name[..^1]), name.ToArray(), KindOf(kind, name)));
        }
    }

    private FileKind KindOf(byte kind, ReadOnlySpan<byte> name)
        => FileKinds.OfEntry(kind) is var said and not FileKind.Unknown ? said
            : FileStatus.KindOf(FileStatus.TryOf((int)folder.DangerousGetHandle(), name, FileStatus.NotBehindLinks, out var status), status);

    private static Exception Refused(string path)
    {
        const int accessDenied = 13;
        var why = $"the folder '{PathBytes.Shown(path)}' cannot be read: {Marshal.GetLastPInvokeErrorMessage()}";
        return Marshal.GetLastPInvokeError() switch
        {
            NoSuchFile => new DirectoryNotFoundException($"folder '{PathBytes.Shown(path)}' not found"),
            accessDenied => new UnauthorizedAccessException(why),
            _ => new IOException(why),
        };
    }

    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    private static partial nint Read(SafeFileHandle folder, Span<byte> entries, nuint room);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    private static unsafe partial int Unlink(int folder, byte* name, int how);
}

/// <summary>Entry of a folder's list.</summary>
/// <param name="Bytes">Its name as the disk has it, with a zero behind it.</param>
internal sealed record FolderItem(string Name, byte[] Bytes, FileKind Kind);
