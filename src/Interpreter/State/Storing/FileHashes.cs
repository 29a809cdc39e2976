using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>
/// The digests of files by their state on disk: path, length, times of writing and of the last change, and number. A file that was written within the last seconds is read
/// every time, since another write within the same tick would not show. What is kept of it on disk is a line a file, each with a checksum.
/// </summary>
internal sealed class FileHashes
{
    private const int HashLength = 64;

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly TimeProvider clock;
    private volatile bool hasChanged;

    private FileHashes(string path, TimeProvider clock)
    {
        this.path = path;
        this.clock = clock;
    }

    /// <summary>Those that are kept in a file, as far as it can be read.</summary>
    public static FileHashes In(string path, TimeProvider clock)
    {
        var hashes = new FileHashes(path, clock);
        try
        {
            if (FileState.OfOwn(path) is not null)
                hashes.TakeAll(path);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            // They are only a shorter way.
        }

        return hashes;
    }

    /// <summary>What counts of a file: the digest, and whether it may be executed.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled while it was read.</exception>
    public string Of(DagFile file, CancellationToken cancellation = default)
    {
        var state = file.Present(out var mayBeExecuted);
        return DagFile.IdentityOf(HashOf(file, state, cancellation), mayBeExecuted);
    }

    /// <summary>The state in which a file had the content of that identity, where it is known.</summary>
    public FileState? StateOf(string file, string identity)
        => known.TryGetValue(file, out var found) && identity.StartsWith(found.Hash, StringComparison.Ordinal) ? found.State : null;

    /// <summary>Writes them down where there are new ones; others may do the same.</summary>
    public void Save()
    {
        if (!hasChanged)
            return;

        hasChanged = false;
        var temporary = new StorePaths(Path.GetDirectoryName(path) ?? "").NewTemporary();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(temporary) ?? "");
            var lines = known.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => LineOf(each.Key, each.Value));
            AtomicFile.Write(path, temporary, made => File.WriteAllLines(made, lines));
        }
        catch (Exception refused) when (DiskError.Is(refused) || refused is ArgumentOutOfRangeException)
        {
            // They are found again by reading the files.
        }
    }

    private string HashOf(DagFile file, FileState before, CancellationToken cancellation)
    {
        if (known.TryGetValue(file.Path, out var found) && found.State == before)
            return found.Hash;

        var hash = file.HashIn(before, cancellation);
        if (before.IsSettled(clock) && !file.Path.Contains('\n') && before == FileState.Of(file.Path))
        {
            known[file.Path] = new(before, hash);
            hasChanged = true;
        }

        return hash;
    }

    private static string LineOf(string file, Known known)
    {
        var content = string.Create(CultureInfo.InvariantCulture, $"{known.Hash} {known.State.Length} {known.State.Written} {known.State.Changed} {known.State.Number} {NameText.Of(file)}");
        return $"{Checksum.Of(Encoding.UTF8.GetBytes(content)):x8} {content}";
    }

    private void TakeAll(string path)
    {
        using var file = RawFile.OpenOwnToRead(path);
        foreach (var line in Encoding.UTF8.GetString(RawFile.Read(file, 0, long.MaxValue)).Split('\n'))
            ReadLine(line.TrimEnd('\r'));
    }

    private void ReadLine(string line)
    {
        var parts = line.Split(' ', 7);
        if (parts.Length != 7 || parts[1].Length != HashLength || parts[1].AsSpan().ContainsAnyExcept("0123456789abcdef") || !long.TryParse(parts[2], out var length) || !long.TryParse(parts[3], out var written))
            return;
        if (!long.TryParse(parts[4], out var changed) || !long.TryParse(parts[5], out var number))
            return;

        var read = new Known(new(length, written, changed, number), parts[1]);
        if (NameText.Find(parts[6]) is { } file && LineOf(file, read) == line)
            known[file] = read;
    }

    private sealed record Known(FileState State, string Hash);
}
