using System.Runtime.Versioning;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Surface;

/// <summary>Where the links of a folder lead, through one another as the system goes.</summary>
public sealed class FolderLinksTests
{
    [Theory]
    [InlineData("a -> b", true)]
    [InlineData("d/a -> ../b", true)]
    [InlineData("d/a -> ..", true)]
    [InlineData("a -> d/../b", true)]
    [InlineData("a -> .", true)]
    [InlineData("a -> ..", false)]
    [InlineData("d/a -> ../../b", false)]
    [InlineData("a -> /b", false)]
    [InlineData("a -> ", false)]
    [InlineData("a -> b, b -> a", true)]
    [InlineData("a -> a", true)]
    [InlineData("a -> b/.., b -> d/e", true)]
    [InlineData("a -> l/.., d/e/l -> .., l -> d/e/l", true)]
    [InlineData("m -> p/q/l/.., p/q/l -> ../..", false)]
    [InlineData("m -> l/../.., l -> d", false)]
    [InlineData("m -> l, l -> /etc", false)]
    public void A_link_stays_inside_whichever_others_it_leads_through(string links, bool staysInside)
    {
        var targets = links.Split(", ").Select(link => link.Split(" -> ")).ToDictionary(link => link[0], link => link[1]);
        FolderLinks.StaysInside(links.Split(" -> ")[0], targets).ShouldBe(staysInside);
    }

    [Theory]
    [InlineData("a", "/x/t/b", "b")]
    [InlineData("d/e/a", "/x/t/b", "../../b")]
    [InlineData("d/a", "/x/t", "..")]
    [InlineData("a", "/x/t/", ".")]
    [InlineData("a", "/x/tt/b", "/x/tt/b")]
    [InlineData("a", "../b", "../b")]
    public void An_absolute_way_into_the_folder_itself_is_made_a_relative_one(string link, string target, string movable)
        => FolderLinks.Movable(link, target, ["/x/t"]).ShouldBe(movable);

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_link_within_a_folder_counts_as_a_link_and_one_out_of_it_as_the_file_it_leads_to()
    {
        var root = Directory.CreateTempSubdirectory("dag-links-").FullName;
        File.WriteAllText(Path.Combine(root, "beyond"), "x");
        var hashes = new List<string>();
        Seen("a", folder => File.WriteAllText(Path.Combine(folder, "b"), "x"));
        Seen("b", folder => File.CreateSymbolicLink(Path.Combine(folder, "b"), Path.Combine(root, "beyond")));
        Seen("c", folder => File.CreateSymbolicLink(Path.Combine(folder, "b"), "a"));
        Seen("d", folder => File.CreateSymbolicLink(Path.Combine(folder, "b"), Path.Combine(folder, "a")));
        (hashes[0] == hashes[1], hashes[2] == hashes[3], hashes[0] == hashes[2]).ShouldBe((true, true, false));
        DagFolder.Of(Path.Combine(root, "c")).Files().Select(file => file.Name).ShouldBe(["a", "b"]);
        Directory.Delete(root, recursive: true);

        void Seen(string name, Action<string> link)
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
            File.WriteAllText(Path.Combine(folder, "a"), "x");
            link(folder);
            hashes.Add(DagFolder.Of(folder).ContentHash);
        }
    }
}
