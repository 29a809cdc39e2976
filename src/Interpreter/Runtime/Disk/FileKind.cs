namespace Dag.Interpreter.Runtime.Disk;

/// <summary>Kind of the thing that a path leads to, as the system has it.</summary>
internal enum FileKind
{
    None,
    File,
    Folder,

    /// <summary>A link that is not followed.</summary>
    Link,
    Pipe,
    Socket,
    Device,

    /// <summary>Links that lead back to themselves.</summary>
    LinkLoop,

    /// <summary>The system does not say, as where a folder on the way may not be looked into.</summary>
    Unknown,
}

internal static class FileKinds
{
    private const int KindMask = 0xF000;

    public static FileKind Of(int mode) => (mode & KindMask) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Folder,
        0xA000 => FileKind.Link,
        0x1000 => FileKind.Pipe,
        0xC000 => FileKind.Socket,
        0x2000 or 0x6000 => FileKind.Device,
        _ => FileKind.Unknown,
    };

    /// <summary>As a folder's list has it; unknown where the disk leaves it open.</summary>
    public static FileKind OfEntry(byte type) => type == 0 ? FileKind.Unknown : Of(type << 12);

    public static string Describe(FileKind kind) => kind switch
    {
        FileKind.File => "a file",
        FileKind.Folder => "a folder",
        FileKind.Link => "a link",
        FileKind.Pipe => "a named pipe",
        FileKind.Socket => "a socket",
        FileKind.Device => "a device",
        FileKind.LinkLoop => "a circular link",
        _ => "an unreadable entry",
    };
}
