using System.Text.RegularExpressions;

namespace Dag.Architecture.Tests.Sources;

/// <summary>Sizes, and codes that mean one thing.</summary>
public sealed partial class FilesTests
{
    private const int LongestFile = 400;

    [Fact]
    public void No_file_is_over_400_lines()
        => Repository.Sources("src").Concat(Repository.Sources("tests"))
            .Where(file => file.Lines.Length > LongestFile)
            .Select(file => $"{file.Path} has {file.Lines.Length} lines: it is more than one thing")
            .ShouldBeEmpty();

    [Fact]
    public void Every_code_is_given_in_one_place_only()
        => Repository.Sources("src")
            .SelectMany(file => file.Lines.SelectMany((line, at) => Code().Matches(line).Select(match => (Code: match.Value, Place: $"{file.Path}:{at + 1}"))))
            .GroupBy(use => use.Code, use => use.Place)
            .Where(uses => uses.Count() > 1)
            .Select(uses => $"{uses.Key} is given in {string.Join(" and ", uses)}: a code means one thing, so one method makes it")
            .ShouldBeEmpty();

    [GeneratedRegex("\"DAG[0-9]{4}\"")]
    private static partial Regex Code();
}
