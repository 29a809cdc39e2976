using System.Runtime.Versioning;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Surface;

public sealed class DagFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("dag-surface-").FullName;

    public DagFolderTests()
    {
        Copy("one");
    }

    [Theory]
    [InlineData("**/*", ".hidden B.txt a.csv b.csv sub/c.csv sub/deep/d.json")]
    [InlineData("*", ".hidden B.txt a.csv b.csv")]
    [InlineData("*.csv", "a.csv b.csv")]
    [InlineData("**/*.csv", "a.csv b.csv sub/c.csv")]
    [InlineData("?.csv", "a.csv b.csv")]
    [InlineData("sub/**", "sub/c.csv sub/deep/d.json")]
    [InlineData("sub/**/d.*", "sub/deep/d.json")]
    [InlineData("**/*.{csv,json}", "a.csv b.csv sub/c.csv sub/deep/d.json")]
    [InlineData("{a,sub/c}.csv", "a.csv sub/c.csv")]
    [InlineData("a+(b).csv", "")]
    public void Files_that_fit_a_pattern_come_in_ordinal_order(string pattern, string expected)
        => string.Join(' ', Folder("one").Files(pattern).Select(file => Path.GetRelativePath(Folder("one").Path, file.Path))).ShouldBe(expected);

    [Fact]
    public void A_folder_is_the_names_and_contents_of_its_files()
    {
        Copy("two");
        var same = Folder("one").Equals(Folder("two")) && Folder("one").GetHashCode() == Folder("two").GetHashCode();
        File.Move(Path.Combine(root, "two", "a.csv"), Path.Combine(root, "two", "z.csv"));
        var renamed = Folder("one").Equals(Folder("two"));

        (same, renamed).ShouldBe((true, false));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void What_else_lies_in_a_folder_counts_as_far_as_it_can_be_seen()
    {
        var hashes = new List<string>();
        Seen(_ => { });
        Seen(two => Directory.CreateDirectory($"{two}/empty"));
        Seen(two => Directory.CreateDirectory($"{two}/empty/inner"));
        Seen(two => File.CreateSymbolicLink($"{two}/now", "sub"));
        Seen(two => File.CreateSymbolicLink($"{two}/now", "sub/deep"));
        Seen(two => File.CreateSymbolicLink($"{two}/now", "nowhere"));
        Seen(two => File.SetUnixFileMode($"{two}/a.csv", UnixFileMode.UserRead | UnixFileMode.UserExecute));
        hashes.Distinct().Count().ShouldBe(hashes.Count);

        hashes.Clear();
        Seen(_ => { });
        Seen(two => File.SetUnixFileMode($"{two}/a.csv", UnixFileMode.UserRead));
        Seen(two => File.SetLastWriteTimeUtc($"{two}/a.csv", DateTime.UnixEpoch));
        Seen(two =>
        {
            File.Delete($"{two}/a.csv");
            File.CreateSymbolicLink($"{two}/a.csv", Path.Combine(root, "one", "a.csv"));
        });
        hashes.Distinct().Count().ShouldBe(1);

        void Seen(Action<string> change)
        {
            Copy("two");
            change(Path.Combine(root, "two"));
            hashes.Add(Folder("two").ContentHash);
            Directory.Delete(Path.Combine(root, "two"), recursive: true);
        }
    }

    [Fact]
    public void A_folder_gives_its_path_name_and_a_file_in_it()
    {
        var folder = DagFolder.Of(Path.Combine(root, "one") + "/");

        (folder.Name, folder.File("sub/c.csv").ReadText(), folder.File("none").Path).ShouldBe(("one", "sub/c.csv", Path.Combine(root, "one", "none")));
    }

    [Fact]
    public void A_link_that_leads_back_is_not_followed()
    {
        Directory.CreateSymbolicLink(Path.Combine(root, "one", "loop"), Path.Combine(root, "one"));

        Folder("one").Files().Count.ShouldBe(6);
    }

    [Fact]
    public void A_folder_that_is_missing_is_named()
        => Should.Throw<DirectoryNotFoundException>(() => Folder("none").Files()).Message.ShouldBe($"folder '{Path.Combine(root, "none")}' not found");

    [Fact]
    public void A_link_to_nothing_is_no_file_of_a_folder()
    {
        File.CreateSymbolicLink(Path.Combine(root, "one", "gone"), "nowhere");
        File.CreateSymbolicLink(Path.Combine(root, "one", "same"), "a.csv");

        Folder("one").Files("*").Select(file => file.Name).ShouldBe([".hidden", "B.txt", "a.csv", "b.csv", "same"]);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Copy(string to)
    {
        foreach (var name in (string[])["b.csv", "a.csv", "B.txt", "sub/c.csv", "sub/deep/d.json", ".hidden"])
            Write(to, name, name);
    }

    private DagFolder Folder(string name) => DagFolder.Of(Path.Combine(root, name));

    private void Write(string folder, string name, string text)
    {
        var path = Path.Combine(root, folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? root);
        File.WriteAllText(path, text);
    }
}
