namespace Dag.Interpreter.Tests.Storing;

/// <summary>A disk that keeps what is written in memory until it is told to flush; names and folders are on it at once. A power cut loses the rest.</summary>
internal sealed class PowerCutDisk(int last) : PassingDisk
{
    private readonly Dictionary<string, long> unsafeFrom = new(StringComparer.Ordinal);

    public int Steps { get; private set; }

    public override void Append(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        Step();
        base.Append(path, offset, bytes);
        unsafeFrom.TryAdd(path, offset);
    }

    public override void Truncate(string path, long length)
    {
        Step();
        base.Truncate(path, length);
    }

    public override void Create(string path, ReadOnlySpan<byte> bytes)
    {
        Step();
        base.Create(path, bytes);
        unsafeFrom[path] = 0;
    }

    public override void CreatePrivate(string path, ReadOnlySpan<byte> bytes)
    {
        Step();
        base.CreatePrivate(path, bytes);
        unsafeFrom[path] = 0;
    }

    public override void Copy(string from, string to)
    {
        Step();
        base.Copy(from, to);
        unsafeFrom[to] = 0;
    }

    public override void Link(string from, string to)
    {
        Step();
        base.Link(from, to);
    }

    public override void LinkTo(string target, string path)
    {
        Step();
        base.LinkTo(target, path);
    }

    public override void Rename(string from, string to)
    {
        Step();
        base.Rename(from, to);
        unsafeFrom.Remove(to);
        if (unsafeFrom.Remove(from, out var start))
            unsafeFrom[to] = start;
    }

    public override bool TryRename(string from, string to)
    {
        if (File.Exists(to))
            return false;

        Rename(from, to);
        return true;
    }

    public override void Flush(string path)
    {
        Step();
        base.Flush(path);
        unsafeFrom.Remove(path);
    }

    public override void Delete(string path)
    {
        Step();
        base.Delete(path);
        unsafeFrom.Remove(path);
    }

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
        if (Steps++ >= last)
            throw new DyingDisk.Died();
    }
}
