using System.Security.Cryptography;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Packing;
using Dag.Interpreter.State.Storing;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>The snapshots in a folder for state, a file for each way in which a program was run. They are only a shorter way: what cannot be written or read is none.</summary>
internal sealed class SnapshotFolder(string stateFolder)
{
    // A program that is run in many ways leaves one for each, and that of a large graph is large.
    private const int Most = 16;

    // One with few files, folders and targets.
    private const int UsualHead = 16 * 1024;

    private readonly string folder = StorePaths.Of(stateFolder).Snapshots;
    private readonly Lazy<byte[]> key = new(() => SecretKey.In(stateFolder).Bytes);

    /// <summary>Null where the same run was not made before.</summary>
    public RunSnapshot? Find(RunKey run)
    {
        var text = run.Text(Digest);
        return Read(text, file =>
        {
            var start = RawFile.Read(file, 0, UsualHead);
            var length = SnapshotBytes.LengthOfHead(start);
            return SnapshotBytes.Read(length <= start.Length ? start[..Math.Max(length, 0)] : RawFile.Read(file, 0, length), text);
        });
    }

    /// <summary>The tasks of a snapshot as it was found; null where another has taken its place since.</summary>
    public SnapshotTasks? FindTasks(RunKey run, RunSnapshot snapshot)
        => snapshot.Tasks is { } place ? Read(run.Text(Digest), file => SnapshotBytes.ReadTasks(RawFile.Read(file, place.Offset, place.Length), place)) : null;

    /// <summary>In the place of the one before.</summary>
    public void Write(RunKey run, RunSnapshot snapshot, SnapshotTasks tasks)
    {
        var text = run.Text(Digest);
        try
        {
            // What is deleted below would be somebody else's.
            if (new FileInfo(folder).LinkTarget is not null)
                return;

            Directory.CreateDirectory(folder);
            var (head, rest) = SnapshotBytes.Of(text, snapshot, tasks);
            AtomicFile.Write(PathOf(text), $"{PathOf(text)}.{Guid.NewGuid():N}.tmp", temporary =>
            {
                using var file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write);
                RandomAccess.Write(file, head, 0);
                RandomAccess.Write(file, rest, head.Length);
            });
            foreach (var old in new DirectoryInfo(folder).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(Most))
                old.Delete();
        }
        catch (Exception refused) when (DiskError.Is(refused) || refused is ArgumentOutOfRangeException)
        {
            // The run is only planned again.
        }
    }

    /// <summary>What a text may be known again by that does not lead back to it.</summary>
    public string Digest(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key.Value, Wtf8.Of(text)));

    private string PathOf(string run) => Path.Combine(folder, Checksum.Of(Wtf8.Of(run)).ToString("x8"));

    private T? Read<T>(string run, Func<SafeFileHandle, T?> read)
        where T : class
    {
        try
        {
            if (!File.Exists(PathOf(run)))
                return null;
            using var file = RawFile.OpenOwnToRead(PathOf(run));
            return read(file);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return null;
        }
    }
}
