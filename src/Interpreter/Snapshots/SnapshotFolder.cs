using System.Security.Cryptography;
using System.Text;
using Dag.Interpreter.Disk;
using Dag.Interpreter.Storing;

namespace Dag.Interpreter.Snapshots;

/// <summary>The snapshots in a folder for state, a file for each way in which a program was run. They are only a shorter way: what cannot be written or read is none.</summary>
internal sealed class SnapshotFolder(string stateFolder)
{
    // A program that is run in many ways leaves one for each, and that of a large graph is large.
    private const int Most = 16;

    private readonly string folder = new StorePaths(Path.Combine(stateFolder, "store")).Snapshots;
    private readonly Lazy<byte[]> key = new(() => SecretKey.In(stateFolder));

    /// <summary>Null where the same run was not made before.</summary>
    public RunSnapshot? Find(RunKey run)
    {
        var text = run.Text(Digest);
        try
        {
            return File.Exists(PathOf(text)) ? SnapshotBytes.Read(RawFile.ReadAll(PathOf(text)), text) : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Under another name first: who reads it meanwhile sees the one before.</summary>
    public void Write(RunKey run, RunSnapshot snapshot)
    {
        var text = run.Text(Digest);
        var temporary = $"{PathOf(text)}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(temporary, SnapshotBytes.Of(text, snapshot));
            File.Move(temporary, PathOf(text), overwrite: true);
            foreach (var old in new DirectoryInfo(folder).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(Most))
                old.Delete();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            Discard(temporary);
        }
    }

    /// <summary>What a text may be known again by that does not lead back to it.</summary>
    public string Digest(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(text)));

    private string PathOf(string key) => Path.Combine(folder, Checksum.Of(Encoding.UTF8.GetBytes(key)).ToString("x8"));

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A disk that is full or read-only: then it is in nobody's way.
        }
    }
}
