using Dag.Interpreter.Storing;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A disk whose process dies at a chosen step: before it, after it, or with half of the bytes written. Nothing is done after that.</summary>
internal sealed class DyingDisk(int last, DyingDisk.Moment moment) : IStoreDisk
{
    private readonly StoreDisk disk = new();
    private int step;

    public enum Moment
    {
        Before,
        Halfway,
        After,
    }

    public sealed class Died : Exception;

    public int Steps => step;

    public long LengthOf(string path) => Alive(() => disk.LengthOf(path));

    public byte[] Read(string path, long offset, long length) => Alive(() => disk.Read(path, offset, length));

    public void Append(string path, long offset, ReadOnlySpan<byte> bytes) => Write(bytes, some => disk.Append(path, offset, some));

    public void Truncate(string path, long length) => Step(() => disk.Truncate(path, length));

    public void Create(string path, ReadOnlySpan<byte> bytes) => Write(bytes, some => disk.Create(path, some));

    public void Copy(string from, string to) => Step(() => disk.Copy(from, to));

    public void Link(string from, string to) => Step(() => disk.Link(from, to));

    public void MakeReadOnly(string path) => Step(() => disk.MakeReadOnly(path));

    public void Rename(string from, string to) => Step(() => disk.Rename(from, to));

    public void Delete(string path) => Step(() => disk.Delete(path));

    public void CreateFolder(string path) => Step(() => disk.CreateFolder(path));

    public IDisposable Lock(string path) => Alive(() => disk.Lock(path));

    private T Alive<T>(Func<T> read) => step > last ? throw new Died() : read();

    private void Step(Action act) => Write(default, _ => act());

    private void Write(ReadOnlySpan<byte> bytes, Action<byte[]> write)
    {
        if (step++ < last)
        {
            write(bytes.ToArray());
            return;
        }

        var isLast = step - 1 == last;
        if (isLast && moment == Moment.After)
            write(bytes.ToArray());
        if (isLast && moment == Moment.Halfway && bytes.Length > 0)
            write(bytes[..(bytes.Length / 2)].ToArray());
        throw new Died();
    }
}
