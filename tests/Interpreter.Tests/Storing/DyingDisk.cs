using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A disk whose process dies at a chosen step: before it, after it, or with some of the bytes written. Nothing is done after that.</summary>
internal sealed class DyingDisk(int last, DyingDisk.Moment moment) : IStoreDisk
{
    private readonly StoreDisk disk = new();
    private int step;

    public enum Moment
    {
        Before,
        FirstByte,
        Halfway,
        AllButLastByte,
        After,
    }

    public sealed class Died : Exception;

    public int Steps => step;

    /// <summary>Those that write more than a byte, and can be stopped within.</summary>
    public HashSet<int> Writes { get; } = [];

    /// <summary>Whether the step was reached. Who catches everything goes on a little, and finds nothing but death.</summary>
    public bool IsDead => step > last;

    public long LengthOf(string path) => Alive(() => disk.LengthOf(path));

    public FileState? StateOf(string path) => Alive(() => disk.StateOf(path));

    public byte[] Read(string path, long offset, long length) => Alive(() => disk.Read(path, offset, length));

    public (byte[] Bytes, string Hash) ReadHashed(string path, long length) => Alive(() => disk.ReadHashed(path, length));

    public void Append(string path, long offset, ReadOnlySpan<byte> bytes) => Write(bytes, some => disk.Append(path, offset, some));

    public void Truncate(string path, long length) => Step(() => disk.Truncate(path, length));

    public void Create(string path, ReadOnlySpan<byte> bytes) => Write(bytes, some => disk.Create(path, some));

    public void CreatePrivate(string path, ReadOnlySpan<byte> bytes) => Write(bytes, some => disk.CreatePrivate(path, some));

    public void Copy(string from, string to)
    {
        // A copy is written like anything else.
        if (File.Exists(to))
            throw new IOException($"'{to}' is there already");
        Write(File.ReadAllBytes(from), some => File.WriteAllBytes(to, some));
    }

    public void Link(string from, string to) => Step(() => disk.Link(from, to));

    public void MakeReadOnly(string path) => Step(() => disk.MakeReadOnly(path));

    public void MakeExecutable(string path) => Step(() => disk.MakeExecutable(path));

    public void LinkTo(string target, string path) => Step(() => disk.LinkTo(target, path));

    public void Rename(string from, string to) => Step(() => disk.Rename(from, to));

    public bool TryRename(string from, string to)
    {
        var isDone = false;
        Step(() => isDone = disk.TryRename(from, to));
        return isDone;
    }

    public void Flush(string path) => Step(() => disk.Flush(path));

    public void Delete(string path) => Step(() => disk.Delete(path));

    public void DeleteFolder(string path)
    {
        // One file after the other, as the system does it.
        foreach (var file in Directory.GetFiles(path, "*", SearchOption.AllDirectories))
            Step(() => disk.Delete(file));
        Step(() => disk.DeleteFolder(path));
    }

    public void CreateFolder(string path) => Step(() => disk.CreateFolder(path));

    public IDisposable Lock(string path) => Alive(() => disk.Lock(path));

    public IDisposable? Share(string path) => Alive(() => disk.Share(path));

    public IDisposable? TryTake(string path) => Alive(() => disk.TryTake(path));

    // The system closes what a dead process had open.
    public void Dispose() => disk.Dispose();

    private T Alive<T>(Func<T> read) => step > last ? throw new Died() : read();

    private void Step(Action act) => Write(default, _ => act());

    private void Write(ReadOnlySpan<byte> bytes, Action<byte[]> write)
    {
        if (bytes.Length > 1)
            Writes.Add(step);
        if (step++ < last)
        {
            write(bytes.ToArray());
            return;
        }

        var isLast = step - 1 == last;
        if (isLast && moment == Moment.After)
            write(bytes.ToArray());
        if (isLast && moment is not (Moment.Before or Moment.After) && bytes.Length > 1)
            write(bytes[..(moment == Moment.FirstByte ? 1 : moment == Moment.Halfway ? bytes.Length / 2 : bytes.Length - 1)].ToArray());
        throw new Died();
    }
}
