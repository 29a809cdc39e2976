using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Documents;

/// <summary>Links between the documents.</summary>
public sealed partial class LinksTests
{
    [Fact]
    public void The_list_of_the_readme_names_every_page()
        => LinksIn(Repository.At("README.md")).Where(path => path.StartsWith(Repository.At("docs"), StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(Repository.Files("docs", "*.md"));

    [Fact]
    public void Every_link_leads_to_a_file_or_folder()
        => Pages().SelectMany(page => LinksIn(page).Where(path => !Path.Exists(path)).Select(path => $"{Path.GetRelativePath(Repository.Root, page)}: {path}")).ShouldBeEmpty();

    private static IEnumerable<string> Pages() => [.. Directory.GetFiles(Repository.Root, "*.md"), .. Repository.Files("docs", "*.md"), .. Repository.Files("examples", "*.md"), Repository.At("src/ROOMS.md")];

    private static IEnumerable<string> LinksIn(string page)
        => Link().Matches(File.ReadAllText(page)).Select(link => link.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Select(target => Path.GetFullPath(target.Split('#')[0], Path.GetDirectoryName(page) ?? Repository.Root));

    [GeneratedRegex(@"\]\(([^()\s]+)\)")]
    private static partial Regex Link();
}
