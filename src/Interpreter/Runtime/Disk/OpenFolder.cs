using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>A folder that is kept open, to be asked again and again what is in it, whatever its name is by then.</summary>
internal sealed partial class OpenFolder : IDisposable
{
    // A few short names: one that has more in it is another than is asked for.
    private const int Room = 512;

    private readonly SafeFileHandle folder;

    private OpenFolder(SafeFileHandle folder) => this.folder = folder;

    /// <summary>Null where there is no such folder, or the system is one that cannot.</summary>
    public static OpenFolder? TryOpen(string path)
        => RawFile.TryOpenFolder(path) is { } folder ? new(folder) : null;

    /// <summary>Whether nothing is in it but these, each known by its name and its number on the disk.</summary>
    public bool HasOnly(ReadOnlySpan<(string Name, long Number)> wanted)
    {
        try
        {
            var found = 0;
            Span<byte> entries = stackalloc byte[Room];
            _ = Seek(folder, 0, 0);
            for (var length = Read(folder, entries, Room); length != 0; length = Read(folder, entries, Room))
            {
                if (length < 0 || !AreAmong(wanted, entries[..(int)length], ref found))
                    return false;
            }

            return found == wanted.Length;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    public void Dispose() => folder.Dispose();

    // As the kernel writes an entry: its number and the next one's place in eight bytes each, its size in two, its kind in one, its name up to a zero.
    private static bool AreAmong(ReadOnlySpan<(string Name, long Number)> wanted, ReadOnlySpan<byte> entries, ref int found)
    {
        while (entries.Length > 0)
        {
            var size = BinaryPrimitives.ReadUInt16LittleEndian(entries[16..]);
            var name = entries[19..size];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                if (!wanted.Contains((Encoding.UTF8.GetString(name), BinaryPrimitives.ReadInt64LittleEndian(entries))))
                    return false;
                found++;
            }

            entries = entries[size..];
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "lseek")]
    private static partial long Seek(SafeFileHandle folder, long offset, int from);

    [LibraryImport("libc", EntryPoint = "getdents64")]
    private static partial nint Read(SafeFileHandle folder, Span<byte> entries, nuint room);
}
