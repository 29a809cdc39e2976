using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Packing;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A file's digest is taken from its state on disk only where that cannot deceive.</summary>
public sealed class FileHashesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dag-hashes-").FullName;

    [Fact]
    public void A_file_that_is_as_it_was_is_not_read_again_not_even_by_another_process()
    {
        var file = Written("one", age: TimeSpan.FromMinutes(1));
        var hashes = Open();
        var hash = hashes.Of(DagFile.Of(file));
        hashes.Save();

        // Another digest is written down for it, which nothing but a second reading would show to be wrong.
        var (other, kept) = (new string('0', 64), Path.Combine(folder, "files"));
        var line = File.ReadAllText(kept).TrimEnd('\n')[9..].Replace(hash, other);
        File.WriteAllText(kept, $"{Checksum.Of(Encoding.UTF8.GetBytes(line)):x8} {line}\n");
        Open().Of(DagFile.Of(file)).ShouldBe(other);
    }

    [Fact]
    public void An_edit_of_the_same_length_is_seen_whatever_is_done_to_its_time()
    {
        var hashes = Open();
        var seen = new HashSet<string>();
        var time = DateTime.UtcNow.AddMinutes(-1);
        for (var i = 10; i < 60; i++)
        {
            var file = Path.Combine(folder, "table.csv");
            File.WriteAllText(file, $"{i}");
            if (i % 3 > 0)
                File.SetLastWriteTimeUtc(file, i % 3 == 1 ? time : DateTime.UtcNow);
            hashes.Of(DagFile.Of(file)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{i}"))));
            seen.Add(hashes.Of(DagFile.Of(file)));

            // A disk's clock may stand still for some milliseconds, in which a time that is set back hides a write from everybody.
            while (FileState.Of(file)?.Changed is { } changed && i % 3 == 1 && Probe() == changed)
                Thread.Yield();
        }

        seen.Count.ShouldBe(50);
    }

    [Fact]
    public void A_file_that_another_is_put_in_the_place_of_is_seen()
    {
        var file = Written("one", age: TimeSpan.FromMinutes(1));
        var hashes = Open();
        var hash = hashes.Of(DagFile.Of(file));
        var other = Path.Combine(folder, "other");
        File.WriteAllText(other, "two");
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(file));
        File.Move(other, file, overwrite: true);
        hashes.Of(DagFile.Of(file)).ShouldNotBe(hash);
    }

    [Fact]
    public void A_file_that_was_just_written_is_read_every_time()
    {
        var file = Written("one", age: TimeSpan.Zero);
        var hashes = Open();
        var hash = hashes.Of(DagFile.Of(file));
        var written = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, "two");
        File.SetLastWriteTimeUtc(file, written);
        hashes.Of(DagFile.Of(file)).ShouldNotBe(hash);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_write_shows_behind_a_link_and_so_does_what_may_be_executed()
    {
        var file = Written("one", age: TimeSpan.FromMinutes(2));
        var link = Path.Combine(folder, "link.csv");
        File.CreateSymbolicLink(link, file);
        var hashes = Open();
        var hash = hashes.Of(DagFile.Of(link));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        hashes.Of(DagFile.Of(link)).ShouldBe(hash + "x");
        Written("two", age: TimeSpan.FromMinutes(1));
        hashes.Of(DagFile.Of(link)).ShouldBe(DagFile.Of(file).ContentHash + "x");
    }

    [Fact]
    public void A_line_with_a_flipped_bit_is_passed_over()
    {
        var file = Written("one", age: TimeSpan.FromMinutes(1));
        var hashes = Open();
        var hash = hashes.Of(DagFile.Of(file));
        hashes.Save();
        var kept = Path.Combine(folder, "files");
        var bytes = File.ReadAllBytes(kept);
        for (var at = 0; at < bytes.Length; at++)
        {
            var flipped = bytes.ToArray();
            flipped[at] ^= 1;
            File.WriteAllBytes(kept, flipped);
            Open().Of(DagFile.Of(file)).ShouldBe(hash);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private FileHashes Open() => FileHashes.In(Path.Combine(folder, "files"), TimeProvider.System);

    private long? Probe()
    {
        var probe = Path.Combine(folder, "probe");
        File.WriteAllText(probe, "");
        return FileState.Of(probe)?.Changed;
    }

    private string Written(string text, TimeSpan age)
    {
        var path = Path.Combine(folder, "table.csv");
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, (TimeProvider.System.GetUtcNow() - age).UtcDateTime);
        return path;
    }
}
