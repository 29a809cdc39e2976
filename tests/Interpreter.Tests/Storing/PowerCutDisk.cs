using Dag.Interpreter.Storing;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A disk that keeps what is written in memory until it is told to flush; names and folders are on it at once. A power cut loses the rest.</summary>
internal sealed class PowerCutDisk(int last) : IStoreDisk
{
    private readonly StoreDisk disk = new();
    private readonly Dictionary<string, long> unsafeFrom = new(StringComparer.Ordinal);
    private int step;

    public int Steps => step;

    public long LengthOf(string path) => disk.LengthOf(path);

    public FileState? StateOf(string path) => disk.StateOf(path);

    public byte[] Read(string path, long offset, long length) => disk.Read(path, offset, length);

    public (byte[] Bytes, string Hash) ReadHashed(string path, long length) => disk.ReadHashed(path, length);

    public void Append(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        Step();
        disk.Append(path, offset, bytes);
        unsafeFrom.TryAdd(path, offset);
    }

    public void Truncate(string path, long length)
    {
        Step();
        disk.Truncate(path, length);
    }

    public void Create(string path, ReadOnlySpan<byte> bytes)
    {
        Step();
        disk.Create(path, bytes);
        unsafeFrom[path] = 0;
    }

    public void CreatePrivate(string path, ReadOnlySpan<byte> bytes)
    {
        Step();
        disk.CreatePrivate(path, bytes);
        unsafeFrom[path] = 0;
    }

    public void Copy(string from, string to)
    {
        Step();
        disk.Copy(from, to);
        unsafeFrom[to] = 0;
    }

    public void Link(string from, string to)
    {
        Step();
        disk.Link(from, to);
    }

    public void MakeReadOnly(string path) => disk.MakeReadOnly(path);

    public void MakeExecutable(string path) => disk.MakeExecutable(path);

    public void LinkTo(string target, string path)
    {
        Step();
        disk.LinkTo(target, path);
    }

    public void Rename(string from, string to)
    {
        Step();
        disk.Rename(from, to);
        unsafeFrom.Remove(to);
        if (unsafeFrom.Remove(from, out var start))
            unsafeFrom[to] = start;
    }

    public bool TryRename(string from, string to)
    {
        if (File.Exists(to))
            return false;

        Rename(from, to);
        return true;
    }

    public void Flush(string path)
    {
        Step();
        disk.Flush(path);
        unsafeFrom.Remove(path);
    }

    public void Delete(string path)
    {
        Step();
        disk.Delete(path);
        unsafeFrom.Remove(path);
    }

    public void DeleteFolder(string path) => disk.DeleteFolder(path);

    public void CreateFolder(string path) => disk.CreateFolder(path);

    public IDisposable Lock(string path) => disk.Lock(path);

    /// <summary>The power is gone: what was not flushed is zeros, or not there at all.</summary>
    public void Cut(bool leavesZeros)
    {
        foreach (var (path, start) in unsafeFrom.Where(each => File.Exists(each.Key)))
        {
            var length = new FileInfo(path).Length;
            File.SetAttributes(path, FileAttributes.Normal);
            using var file = File.OpenWrite(path);
            file.SetLength(Math.Min(start, length));
            if (leavesZeros)
                file.SetLength(length);
        }
    }

    private void Step()
    {
        if (step++ >= last)
            throw new DyingDisk.Died();
    }
}
