using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A disk that passes every step on to the one there is; what is another way on a special disk is said there.</summary>
internal abstract class PassingDisk : IStoreDisk
{
    private readonly StoreDisk disk = new();

    public long LengthOf(string path) => disk.LengthOf(path);

    public FileState? StateOf(string path) => disk.StateOf(path);

    public byte[] Read(string path, long offset, long length) => disk.Read(path, offset, length);

    public (byte[] Bytes, string Hash) ReadHashed(string path, long length) => disk.ReadHashed(path, length);

    public virtual void Append(string path, long offset, ReadOnlySpan<byte> bytes) => disk.Append(path, offset, bytes);

    public virtual void Truncate(string path, long length) => disk.Truncate(path, length);

    public virtual void Create(string path, ReadOnlySpan<byte> bytes) => disk.Create(path, bytes);

    public virtual void CreatePrivate(string path, ReadOnlySpan<byte> bytes) => disk.CreatePrivate(path, bytes);

    public virtual void Copy(string from, string to) => disk.Copy(from, to);

    public virtual void Link(string from, string to) => disk.Link(from, to);

    public void MakeReadOnly(string path) => disk.MakeReadOnly(path);

    public void MakeExecutable(string path) => disk.MakeExecutable(path);

    public virtual void LinkTo(string target, string path) => disk.LinkTo(target, path);

    public virtual void Rename(string from, string to) => disk.Rename(from, to);

    public virtual bool TryRename(string from, string to) => disk.TryRename(from, to);

    public virtual void Flush(string path) => disk.Flush(path);

    public virtual void Delete(string path) => disk.Delete(path);

    public void DeleteFolder(string path) => disk.DeleteFolder(path);

    public virtual void CreateFolder(string path) => disk.CreateFolder(path);

    public IDisposable Lock(string path) => disk.Lock(path);

    public IDisposable? Share(string path) => disk.Share(path);

    public IDisposable? TryTake(string path) => disk.TryTake(path);

    public void Dispose() => disk.Dispose();
}
