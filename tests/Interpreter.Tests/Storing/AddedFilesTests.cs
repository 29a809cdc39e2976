using System.Text;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>The disk keeps what it adds to open: nothing may be written to a file that is another's by then, or nobody's.</summary>
public sealed class AddedFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dag-added-").FullName;
    private readonly StoreDisk disk = new();

    private string Index => Path.Combine(folder, "index");

    public void Dispose()
    {
        disk.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_is_added_follows_what_was_there()
    {
        Add("one ");
        Add("two");
        File.ReadAllText(Index).ShouldBe("one two");
    }

    [Fact]
    public void A_file_that_another_process_put_in_its_place_is_the_one_added_to_once_it_was_seen()
    {
        Add("one ");
        File.WriteAllText(Index + ".new", "another's ");
        File.Move(Index + ".new", Index, overwrite: true);
        Add("two");
        File.ReadAllText(Index).ShouldBe("another's two");
    }

    [Fact]
    public void A_file_that_was_deleted_is_made_anew()
    {
        Add("one ");
        File.Delete(Index);
        Add("two");
        File.ReadAllText(Index).ShouldBe("two");
    }

    [Fact]
    public void So_is_one_that_the_disk_itself_deleted_or_replaced()
    {
        Add("one ");
        disk.Delete(Index);
        Put("two ", 0);
        disk.Create(Index + ".new", "three "u8);
        disk.Rename(Index + ".new", Index);
        Put("four", 6);
        File.ReadAllText(Index).ShouldBe("three four");
    }

    [Fact]
    public void More_files_than_are_kept_open_can_be_added_to()
    {
        foreach (var round in "12")
        {
            foreach (var name in "abc")
                disk.Append(Path.Combine(folder, name.ToString()), round - '1', Encoding.UTF8.GetBytes(round.ToString()));
        }

        "abc".Select(name => File.ReadAllText(Path.Combine(folder, name.ToString()))).ShouldBe(["12", "12", "12"]);
    }

    [Fact]
    public void A_disk_that_was_disposed_of_has_no_file_open()
    {
        Add("one ");
        var open = OpenIn(folder);
        disk.Dispose();
        (open, OpenIn(folder)).ShouldBe((OperatingSystem.IsLinux() ? Index : "", ""));
    }

    // The links by which Linux names what a process has open.
    private static string OpenIn(string folder)
        => Directory.Exists("/proc/self/fd")
            ? string.Join(' ', Directory.GetFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget).Where(path => path?.StartsWith(folder, StringComparison.Ordinal) == true))
            : "";

    // As the store does it: it looks how long the file is, and adds to it.
    private void Add(string text) => Put(text, disk.LengthOf(Index));

    private void Put(string text, long at) => disk.Append(Index, at, Encoding.UTF8.GetBytes(text));
}
