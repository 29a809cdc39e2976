using Dag.Interpreter.Storing;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A disk that is full from a chosen step on, or for as long as somebody says: of what is written then it takes a part, and refuses. What needs no room still works.</summary>
internal sealed class FillingDisk(Func<int, bool> isFull) : IStoreDisk
{
    private readonly StoreDisk disk = new();
    private int step;

    public int Steps => step;

    public long LengthOf(string path) => disk.LengthOf(path);

    public FileState? StateOf(string path) => disk.StateOf(path);

    public byte[] Read(string path, long offset, long length) => disk.Read(path, offset, length);

    public (byte[] Bytes, string Hash) ReadHashed(string path, long length) => disk.ReadHashed(path, length);

    public void Append(string path, long offset, ReadOnlySpan<byte> bytes) => Write(bytes, some => disk.Append(path, offset, some));

    public void Truncate(string path, long length) => disk.Truncate(path, length);

    public void Create(string path, ReadOnlySpan<byte> bytes) => Write(bytes, some => disk.Create(path, some));

    public void CreatePrivate(string path, ReadOnlySpan<byte> bytes) => Write(bytes, some => disk.CreatePrivate(path, some));

    public void Copy(string from, string to) => Write(File.ReadAllBytes(from), some => File.WriteAllBytes(to, some));

    public void Link(string from, string to) => Write(default, _ => disk.Link(from, to));

    public void MakeReadOnly(string path) => disk.MakeReadOnly(path);

    public void MakeExecutable(string path) => disk.MakeExecutable(path);

    public void LinkTo(string target, string path) => Write(default, _ => disk.LinkTo(target, path));

    public void Rename(string from, string to) => disk.Rename(from, to);

    public bool TryRename(string from, string to) => disk.TryRename(from, to);

    public void Flush(string path) => disk.Flush(path);

    public void Delete(string path) => disk.Delete(path);

    public void DeleteFolder(string path) => disk.DeleteFolder(path);

    public void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
            Write(default, _ => disk.CreateFolder(path));
    }

    public IDisposable Lock(string path) => disk.Lock(path);

    private void Write(ReadOnlySpan<byte> bytes, Action<byte[]> write)
    {
        if (!isFull(step++))
        {
            write(bytes.ToArray());
            return;
        }

        if (bytes.Length > 0)
            write(bytes[..(bytes.Length / 2)].ToArray());
        throw new IOException("No space left on device");
    }
}
