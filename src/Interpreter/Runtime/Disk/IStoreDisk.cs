namespace Dag.Interpreter.Runtime.Disk;

/// <summary>
/// All that the store asks of a disk, step by step, so that a test can stop it at each. What a disk refuses is an <see cref="IOException"/> or an
/// <see cref="UnauthorizedAccessException"/>. Whatever it keeps open goes when it is disposed of.
/// </summary>
internal interface IStoreDisk : IDisposable
{
    /// <summary>0 where there is no such file.</summary>
    long LengthOf(string path);

    /// <summary>State of a file that differs after any change to it; null where there is no such file.</summary>
    FileState? StateOf(string path);

    /// <summary>What there is of a file from an offset on, as much of it as is asked for; nothing where there is no such file.</summary>
    byte[] Read(string path, long offset, long length);

    /// <summary>What there is of a file, as much of it as is asked for, and its SHA-256; nothing where there is no such file.</summary>
    (byte[] Bytes, string Hash) ReadHashed(string path, long length);

    /// <summary>Writes at an offset, which is the file's end; the file is made if need be.</summary>
    void Append(string path, long offset, ReadOnlySpan<byte> bytes);

    void Truncate(string path, long length);

    /// <summary>Makes a file that nobody else looks for yet.</summary>
    void Create(string path, ReadOnlySpan<byte> bytes);

    /// <summary>The same, for its owner's eyes only.</summary>
    void CreatePrivate(string path, ReadOnlySpan<byte> bytes);

    /// <summary>Makes a file of another's content: shared where the disk can, else copied.</summary>
    void Copy(string from, string to);

    /// <summary>Makes a file of another's content: shared where the disk can, else the one file under two names, else copied.</summary>
    void Link(string from, string to);

    /// <summary>Nobody may write or execute it from then on.</summary>
    void MakeReadOnly(string path);

    /// <summary>Gives the right to execute a file to all users that may read it.</summary>
    void MakeExecutable(string path);

    /// <summary>Makes a link that says where to look instead, whether or not there is anything.</summary>
    void LinkTo(string target, string path);

    /// <summary>In the place of whatever had that name.</summary>
    void Rename(string from, string to);

    /// <summary>False where something has that name: then nothing was done.</summary>
    bool TryRename(string from, string to);

    /// <summary>Waits until what was written is where no power cut can reach it.</summary>
    void Flush(string path);

    void Delete(string path);

    /// <summary>With all that is in it.</summary>
    void DeleteFolder(string path);

    void CreateFolder(string path);

    /// <summary>Waits until nobody else has it, on this machine or another that shares the disk.</summary>
    IDisposable Lock(string path);

    /// <summary>Shared lock, taken once no process has the lock alone; null where it cannot be had.</summary>
    IDisposable? Share(string path);

    /// <summary>Holds it alone; null, at once, where anybody else has it.</summary>
    IDisposable? TryTake(string path);
}
