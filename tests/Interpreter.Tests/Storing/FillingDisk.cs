namespace Dag.Interpreter.Tests.Storing;

/// <summary>A disk that is full from a chosen step on, or for as long as somebody says: of what is written then it takes a part, and refuses. What needs no room still works.</summary>
internal sealed class FillingDisk(Func<int, bool> isFull) : PassingDisk
{
    public int Steps { get; private set; }

    public override void Append(string path, long offset, ReadOnlySpan<byte> bytes) => Write(bytes, some => base.Append(path, offset, some));

    public override void Create(string path, ReadOnlySpan<byte> bytes) => Write(bytes, some => base.Create(path, some));

    public override void CreatePrivate(string path, ReadOnlySpan<byte> bytes) => Write(bytes, some => base.CreatePrivate(path, some));

    public override void Copy(string from, string to) => Write(File.ReadAllBytes(from), some => File.WriteAllBytes(to, some));

    public override void Link(string from, string to) => Write(default, _ => base.Link(from, to));

    public override void LinkTo(string target, string path) => Write(default, _ => base.LinkTo(target, path));

    public override void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
            Write(default, _ => base.CreateFolder(path));
    }

    private void Write(ReadOnlySpan<byte> bytes, Action<byte[]> write)
    {
        if (!isFull(Steps++))
        {
            write(bytes.ToArray());
            return;
        }

        if (bytes.Length > 0)
            write(bytes[..(bytes.Length / 2)].ToArray());
        throw new IOException("No space left on device");
    }
}
