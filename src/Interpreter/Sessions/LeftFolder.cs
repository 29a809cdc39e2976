namespace Dag.Interpreter.Sessions;

/// <summary>What the trials of a run have left: logs, and files that were no product.</summary>
public sealed record LeftFolder(string Path, long Bytes, DateTimeOffset At)
{
    public void Delete() => Directory.Delete(Path, recursive: true);

    internal static IReadOnlyList<LeftFolder> In(string runs)
        => Directory.Exists(runs)
            ? new DirectoryInfo(runs).EnumerateDirectories()
                .Select(folder => new LeftFolder(folder.FullName, folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), folder.LastWriteTimeUtc))
                .OrderBy(folder => folder.Path, StringComparer.Ordinal).ToList()
            : [];
}
