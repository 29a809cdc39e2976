using System.Runtime.Versioning;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A folder for state is marked when it is made, and used only where it is the user's own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StateFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dag-state-").FullName;

    private string State => Path.Combine(folder, ".dag");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void One_that_is_made_tells_git_and_backups_to_leave_it_out()
    {
        StateFolder.Make(State);
        (File.ReadAllText(Path.Combine(State, ".gitignore")), File.ReadAllText(Path.Combine(State, "CACHEDIR.TAG")).Split('\n')[0])
            .ShouldBe(("*\n", "Signature: 8a477f597d28d172789f06886806bc55"));
    }

    [Fact]
    public void What_is_there_is_left_as_it_is()
    {
        Directory.CreateDirectory(State);
        File.WriteAllText(Path.Combine(State, ".gitignore"), "!keep\n");
        StateFolder.Make(State);
        File.ReadAllText(Path.Combine(State, ".gitignore")).ShouldBe("!keep\n");

        Directory.CreateDirectory(Path.Combine(folder, "own", "data"));
        StateFolder.Make(Path.Combine(folder, "own"));
        Directory.GetFileSystemEntries(Path.Combine(folder, "own")).Select(Path.GetFileName).ShouldBe(["data"]);
    }

    [Fact]
    public void A_link_to_a_folder_with_other_things_in_it_is_not_used_unless_it_was_named()
    {
        Directory.CreateDirectory(Path.Combine(folder, "own", "runs"));
        Directory.CreateSymbolicLink(State, Path.Combine(folder, "own"));
        StateFolder.Find(State, isNamed: false).ShouldBeNull();
        File.WriteAllText(Path.Combine(folder, "own", "thesis.tex"), "");
        StateFolder.Find(State, isNamed: false).ShouldBe(new StateFolder.Doubt.LeadsElsewhere(State, Path.Combine(folder, "own")));
        StateFolder.Find(State, isNamed: true).ShouldBeNull();
    }

    [Theory]
    [InlineData("store")]
    [InlineData("runs")]
    [InlineData("private")]
    [InlineData("store/objects")]
    [InlineData("store/placed")]
    [InlineData("store/tmp")]
    [InlineData("store/snapshots")]
    public void A_link_within_it_is_found(string place)
    {
        Directory.CreateDirectory(Path.Combine(State, "store"));
        StateFolder.FindLink(State).ShouldBeNull();
        if (place == "store")
            Directory.Delete(Path.Combine(State, "store"));
        Directory.CreateSymbolicLink(Path.Combine(State, place), folder);
        StateFolder.FindLink(State).ShouldBe(new StateFolder.Doubt.HasLink(Path.Combine(State, place), folder));
    }

    [Theory]
    [InlineData(1000, 1000, null, true)]
    [InlineData(1001, 1000, null, false)]
    [InlineData(1001, 1000, "1001", false)]
    [InlineData(0, 1000, null, false)]
    [InlineData(1000, 0, null, false)]
    [InlineData(1000, 0, "1000", true)]
    [InlineData(0, 0, "1000", true)]
    [InlineData(1001, 0, "1000", false)]
    [InlineData(1001, 0, "-1", false)]
    public void Root_owns_what_belongs_to_who_called_sudo(uint owner, uint user, string? caller, bool owns) => CurrentUser.Owns(owner, user, caller).ShouldBe(owns);

    [Theory]
    [InlineData("/a/.dag", "/a/.dag", true)]
    [InlineData("/a/.dag/", "/a/.dag", true)]
    [InlineData("/a/*", "/a/b/.dag", true)]
    [InlineData("/a/*", "/ab/.dag", false)]
    [InlineData("*", "/a/.dag", true)]
    [InlineData("/a", "/a/.dag", false)]
    [InlineData("", "", false)]
    public void A_line_of_the_list_trusts_one_folder_or_all_below_one(string line, string trusted, bool covers) => TrustedFolders.Covers(line, trusted).ShouldBe(covers);

    [Fact]
    public void A_key_that_others_may_read_or_that_is_a_link_is_not_used_and_said()
    {
        StateFolder.Make(State);
        var made = SecretKey.In(State);
        (made.Refusal, File.GetUnixFileMode(SecretKey.PathIn(State))).ShouldBe((null, UnixFileMode.UserRead | UnixFileMode.UserWrite));
        SecretKey.In(State).Bytes.ShouldBe(made.Bytes);

        File.SetUnixFileMode(SecretKey.PathIn(State), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var readable = SecretKey.In(State);
        (readable.Refusal, readable.Bytes.SequenceEqual(made.Bytes)).ShouldBe(("other users can read or write it", false));

        File.Move(SecretKey.PathIn(State), Path.Combine(folder, "elsewhere"));
        File.SetUnixFileMode(Path.Combine(folder, "elsewhere"), UnixFileMode.UserRead);
        File.CreateSymbolicLink(SecretKey.PathIn(State), Path.Combine(folder, "elsewhere"));
        SecretKey.In(State).Refusal.ShouldBe("it is a link");
    }
}
