using System.Runtime.Versioning;
using Dag.Interpreter.Storing;
using Dag.Interpreter.Surface;

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

        // Another content with the length, time and birth of the first, which no honest write has: nothing but a second reading would show it.
        var (written, born) = (File.GetLastWriteTimeUtc(file), File.GetCreationTimeUtc(file));
        File.WriteAllText(file, "two");
        File.SetLastWriteTimeUtc(file, written);
        File.GetCreationTimeUtc(file).ShouldBe(born);
        Open().Of(DagFile.Of(file)).ShouldBe(hash);
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

    private string Written(string text, TimeSpan age)
    {
        var path = Path.Combine(folder, "table.csv");
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, (TimeProvider.System.GetUtcNow() - age).UtcDateTime);
        return path;
    }
}
