using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Tests.Surface;

public sealed class DagFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("dag-surface-").FullName;

    public DagFolderTests()
    {
        foreach (var name in (string[])["b.csv", "a.csv", "B.txt", "sub/c.csv", "sub/deep/d.json", ".hidden"])
            Write("one", name, name);
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
        foreach (var name in (string[])["b.csv", "a.csv", "B.txt", "sub/c.csv", "sub/deep/d.json", ".hidden"])
            Write("two", name, name);
        Directory.CreateDirectory(Path.Combine(root, "two", "empty"));
        var same = Folder("one").Equals(Folder("two")) && Folder("one").GetHashCode() == Folder("two").GetHashCode();
        File.Move(Path.Combine(root, "two", "a.csv"), Path.Combine(root, "two", "z.csv"));
        var renamed = Folder("one").Equals(Folder("two"));

        (same, renamed).ShouldBe((true, false));
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
        => Should.Throw<DirectoryNotFoundException>(() => Folder("none").Files()).Message.ShouldBe($"there is no folder '{Path.Combine(root, "none")}'");

    public void Dispose() => Directory.Delete(root, recursive: true);

    private DagFolder Folder(string name) => DagFolder.Of(Path.Combine(root, name));

    private void Write(string folder, string name, string text)
    {
        var path = Path.Combine(root, folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? root);
        File.WriteAllText(path, text);
    }
}
