using System.Runtime.Versioning;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A file is placed by sharing its content, else under a second name, else as a copy; whichever it is, the same is read.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StoreDiskTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dag-disk-").FullName;

    [Fact]
    public void On_one_disk_a_file_is_placed_without_its_content_being_written_again()
    {
        var disk = new StoreDisk();
        var (from, first, second) = (At("from"), At("first"), At("second"));
        File.WriteAllText(from, "content");
        File.SetUnixFileMode(from, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        disk.Link(from, first);
        disk.Link(from, second);
        (File.ReadAllText(first), File.ReadAllText(second)).ShouldBe(("content", "content"));
        (File.GetUnixFileMode(first) & ~UnixFileMode.UserWrite).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserExecute);

        // Where the disk can share contents there are three files, else it is one under three names: never one of each.
        var numbers = new[] { from, first, second }.Select(path => FileState.Of(path)?.Number).Distinct().Count();
        numbers.ShouldBeOneOf(1, 3);
    }

    [Fact]
    public void To_another_disk_a_file_is_copied()
    {
        if (!Directory.Exists("/dev/shm"))
            return;

        var other = Path.Combine("/dev/shm", Path.GetFileName(folder));
        File.WriteAllText(At("from"), "content");
        try
        {
            new StoreDisk().Link(At("from"), other);
            File.WriteAllText(At("from"), "changed");
            File.ReadAllText(other).ShouldBe("content");
        }
        finally
        {
            File.Delete(other);
        }
    }

    [Fact]
    public void What_is_not_there_is_placed_nowhere()
    {
        Should.Throw<FileNotFoundException>(() => new StoreDisk().Link(At("none"), At("to")));
        File.Exists(At("to")).ShouldBeFalse();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);
}
