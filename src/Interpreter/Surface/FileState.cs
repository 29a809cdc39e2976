namespace Dag.Interpreter.Surface;

/// <summary>
/// What can be told of a file without reading it: its length in bytes, and when it was last written and made, in ticks of UTC. A file that is
/// replaced by another has another birth, even where the writing of both was set to one time.
/// </summary>
public readonly record struct FileState(long Length, long Written, long Born)
{
    // Another write within the same tick of the disk's clock would not show.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>Null where there is no such file.</summary>
    public static FileState? Of(string path)
    {
        var file = BehindLinks(path);
        return file.Exists ? Of(file) : null;
    }

    /// <summary>The file that a path leads to: .NET gives a link's own length and times, which a write to what it leads to does not change.</summary>
    internal static FileInfo BehindLinks(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
    }

    internal static FileState Of(FileInfo file) => new(file.Length, file.LastWriteTimeUtc.Ticks, file.CreationTimeUtc.Ticks);

    /// <summary>Whether it was written long enough ago for every later write to show.</summary>
    public bool IsSettled(TimeProvider clock) => clock.GetUtcNow().UtcTicks - Written > Settling.Ticks;
}
