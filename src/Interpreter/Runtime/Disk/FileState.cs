namespace Dag.Interpreter.Runtime.Disk;

/// <summary>
/// What can be told of a file without reading it: its length in bytes, when it was last written and changed in any way, in ticks of UTC, and its
/// number on its disk. A file that is replaced by another has another number, and one whose time of writing was set back has another change.
/// </summary>
public readonly record struct FileState(long Length, long Written, long Changed, long Number)
{
    // Another write within the same tick of the disk's clock would not show.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>Null where there is no such file: nothing, a folder, or what is no file of content, as a pipe.</summary>
    public static FileState? Of(string path) => Of(path, 0, out _);

    /// <summary>The same, and whether its owner may execute it.</summary>
    internal static FileState? Of(string path, out bool mayBeExecuted) => Of(path, 0, out mayBeExecuted);

    /// <summary>That of a file which only the program itself makes, so that a link in its place is none; never what was heard a while ago where the disk is another machine's.</summary>
    internal static FileState? OfOwn(string path)
    {
        if (!OperatingSystem.IsLinux() || FileStatus.TryOf(path, FileStatus.AskAnew | FileStatus.NotBehindLinks, out var status) is var error && error == FileStatus.NotSupported)
            return new FileInfo(path) is { LinkTarget: null } ? Of(path) : null;

        return error == 0 && status.Kind == FileKind.File ? StateIn(status) : null;
    }

    /// <summary>Whose a file or folder is, and who else may read it; null where nothing is there, or the system will not say.</summary>
    /// <param name="isLink">Whether it is a link, of which this is said then.</param>
    internal static (uint Owner, UnixFileMode Mode)? OwnerOf(string path, out bool isLink)
    {
        isLink = false;
        if (!OperatingSystem.IsLinux() || FileStatus.TryOf(path, FileStatus.NotBehindLinks, out var status) != 0)
            return null;

        isLink = status.Kind == FileKind.Link;
        return (status.Owner, (UnixFileMode)status.Rights);
    }

    /// <summary>Whether there is a file, no link to one, that has no other name, and that its owner may not execute.</summary>
    internal static bool IsPlainAndSole(string path)
        => OperatingSystem.IsLinux() && FileStatus.TryOf(path, FileStatus.NotBehindLinks, out var status) is var error && error != FileStatus.NotSupported
            ? error == 0 && status is { Kind: FileKind.File, MayBeExecuted: false, Names: 1 } : IsPlain(path);

    /// <summary>What a path leads to, behind all links.</summary>
    internal static FileKind KindOf(string path)
    {
        if (OperatingSystem.IsLinux() && FileStatus.TryOf(path, 0, out var status) is var error and not FileStatus.NotSupported)
            return FileStatus.KindOf(error, status);

        return Directory.Exists(path) ? FileKind.Folder : File.Exists(path) ? FileKind.File : FileKind.None;
    }

    /// <summary>What a path names, a link where it is one.</summary>
    internal static FileKind KindItself(string path)
    {
        if (OperatingSystem.IsLinux() && FileStatus.TryOf(path, FileStatus.NotBehindLinks, out var status) is var error and not FileStatus.NotSupported)
            return FileStatus.KindOf(error, status);

        var there = new FileInfo(path);
        return (int)there.Attributes == -1 ? FileKind.None
            : there.Attributes.HasFlag(FileAttributes.ReparsePoint) ? FileKind.Link
            : there.Attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder : FileKind.File;
    }

    private static FileState? Of(string path, int how, out bool mayBeExecuted)
    {
        mayBeExecuted = false;
        if (OperatingSystem.IsLinux() && FileStatus.TryOf(path, how, out var status) is var error and not FileStatus.NotSupported)
        {
            if (error != 0 || status.Kind != FileKind.File)
                return null;

            mayBeExecuted = status.MayBeExecuted;
            return StateIn(status);
        }

        var file = BehindLinks(path);
        mayBeExecuted = !OperatingSystem.IsWindows() && file.Exists && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
        return file.Exists ? Portable(file) : null;
    }

    /// <summary>Whether there is a file, no link to one, that its owner may not execute.</summary>
    /// <param name="orNone">Or nothing at all, no link to nothing either.</param>
    internal static bool IsPlain(string path, bool orNone = false)
    {
        if (OperatingSystem.IsLinux() && FileStatus.TryOf(path, FileStatus.NotBehindLinks, out var status) is var error and not FileStatus.NotSupported)
            return error == 0 ? status is { Kind: FileKind.File, MayBeExecuted: false } : orNone && FileStatus.KindOf(error, status) == FileKind.None;

        return Of(path, out var mayBeExecuted) is null ? orNone && !Path.Exists(path) : !mayBeExecuted && BehindLinks(path).FullName == path;
    }

    /// <summary>Whether it was written long enough ago for every later write to show.</summary>
    public bool IsSettled(TimeProvider clock) => clock.GetUtcNow().UtcTicks - Written > Settling.Ticks;

    private static FileState StateIn(FileStatus status) => new(status.Length, status.Written, status.Changed, status.Number);

    // .NET gives a link's own length and times, which a write to what it leads to does not change.
    private static FileInfo BehindLinks(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
    }

    // .NET knows neither a file's number nor its last change. Its birth does for the one, and who may do what with it for what else may change.
    private static FileState Portable(FileInfo file)
        => new(file.Length, file.LastWriteTimeUtc.Ticks, file.CreationTimeUtc.Ticks, OperatingSystem.IsWindows() ? 0 : (long)file.UnixFileMode);
}
