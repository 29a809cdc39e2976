using System.Text.RegularExpressions;
using Dag.Architecture.Tests.Sources;

namespace Dag.Architecture.Tests.Structure;

/// <summary>The way from a clone to a clause in <c>CONTRIBUTING.md</c> names files that are there.</summary>
public sealed partial class ContributingPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"));

    [Fact]
    public void Every_file_that_is_named_is_there()
        => Paths().Where(path => !File.Exists(Path.Combine(Repository.Root, path)) && !Directory.Exists(Path.Combine(Repository.Root, path))).ShouldBeEmpty();

    [Fact]
    public void Every_file_of_the_example_that_it_names_has_the_example_in_it()
        => Paths().Where(path => Path.HasExtension(path) && Page.Contains($"| `{path}` |", StringComparison.Ordinal))
            .Where(path => !File.ReadAllText(Path.Combine(Repository.Root, path)).Contains("jitter", StringComparison.OrdinalIgnoreCase))
            .ShouldBeEmpty();

    private static IEnumerable<string> Paths() => PathInText().Matches(Page).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex("`((?:src|tests|docs|grammar|tools)/[^` *]+)`")]
    private static partial Regex PathInText();
}
