using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Surface;

public sealed class DagFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dag-surface-").FullName;

    [Fact]
    public void A_file_is_its_content_wherever_it_lies()
    {
        var (a, b, c) = (Write("a.txt", "one\ntwo\n"), Write("sub/b.csv", "one\ntwo\n"), Write("c.txt", "three"));

        (a.Equals(b), a.Equals(c), a.GetHashCode() == b.GetHashCode(), b.Equals(a)).ShouldBe((true, false, true, true));
        a.ContentHash.ShouldBe("c3f9c8c283a2b1f2f1896f27a01cbe3cddc0c9d93f752e4639035a0f5b36f6e8");
    }

    // Read in pieces of a megabyte.
    [Theory]
    [InlineData(0)]
    [InlineData((1 << 20) - 1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData((3 << 20) + 5)]
    public void A_file_of_any_length_is_known_by_sha_256(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        File.WriteAllBytes(In("some.bin"), content);

        DagFile.Of(In("some.bin")).ContentHash.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
    }

    [Fact]
    public void A_file_gives_its_path_name_length_and_content()
    {
        var file = Write("a.txt", "one\ntwo\n");
        using var stream = file.OpenRead();

        (file.Path, file.Name, file.ToString(), file.Length, file.ReadText(), stream.Length).ShouldBe((In("a.txt"), "a.txt", In("a.txt"), 8, "one\ntwo\n", 8));
        file.ReadLines().ShouldBe(["one", "two"]);
        file.ReadBytes().ShouldBe("one\ntwo\n"u8.ToArray());
    }

    [Fact]
    public void A_file_may_be_named_before_it_is_written_and_is_read_again_when_it_was()
    {
        var file = DagFile.Of(In("later.txt"));
        File.WriteAllText(file.Path, "first");
        var first = file.ContentHash;
        File.WriteAllText(file.Path, "second one");

        (first == file.ContentHash, file.Equals(Write("b.txt", "second one"))).ShouldBe((false, true));
    }

    [Fact]
    public void A_file_that_is_missing_is_named()
    {
        var file = DagFile.Of(In("no/such.txt"));
        Func<object>[] asking = [() => file.Length, file.ReadText, file.ReadLines, file.ReadBytes, file.OpenRead, () => file.ContentHash];

        asking.Select(ask => Should.Throw<FileNotFoundException>(() => ask()).Message).Distinct().ShouldBe([$"file '{In("no/such.txt")}' not found"]);
    }

    [Fact]
    public void A_link_is_the_file_it_leads_to_and_a_write_to_that_one_shows()
    {
        var file = Write("real.txt", "first");
        File.CreateSymbolicLink(In("near.txt"), "real.txt");
        File.CreateSymbolicLink(In("far.txt"), "near.txt");
        var link = DagFile.Of(In("far.txt"));
        var first = (link.Length, link.ContentHash == file.ContentHash);
        Write("real.txt", "other");
        var second = (link.Length, link.ContentHash == file.ContentHash, link.ReadText());
        File.Delete(file.Path);

        (first, second).ShouldBe(((5, true), (5, true, "other")));
        Should.Throw<FileNotFoundException>(() => link.ContentHash).Message.ShouldBe($"file '{In("far.txt")}' not found");
    }

    [Fact]
    public void A_relative_path_becomes_absolute()
        => DagFile.Of("a/../b.txt").Path.ShouldBe(Path.Combine(Environment.CurrentDirectory, "b.txt"));

    [Fact]
    public void Lines_are_read_one_by_one()
    {
        var file = Write("a.txt", "one\ntwo\n");
        using var lines = file.ReadLines().GetEnumerator();
        lines.MoveNext().ShouldBeTrue();

        lines.Current.ShouldBe("one");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    private DagFile Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name)) ?? folder);
        File.WriteAllText(In(name), text);
        return DagFile.Of(In(name));
    }
}
