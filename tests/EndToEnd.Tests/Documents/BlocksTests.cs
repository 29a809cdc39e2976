using System.Text.Json;
using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Documents;

/// <summary>Every block of dag in the documents is a program that is right.</summary>
public partial class BlocksTests
{
    [Fact]
    public void Every_block_checks_without_a_word()
    {
        var blocks = Documents().SelectMany(Blocks).ToList();
        using var dag = new DagProcess();
        for (var i = 0; i < blocks.Count; i++)
            dag.With($"{i}.dag", blocks[i]);

        dag.Run(["check", .. Enumerable.Range(0, blocks.Count).Select(i => $"{i}.dag")]).Whole.ShouldBe("exit 0");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/language.md")]
    [InlineData("docs/testing.md")]
    [InlineData("docs/publishing.md")]
    public void The_documents_that_teach_have_blocks(string document)
        => Blocks(Repository.At(document)).ShouldNotBeEmpty();

    [Fact]
    public void The_example_of_the_readme_runs()
    {
        using var dag = new DagProcess();
        dag.With("readme.dag", Blocks(Repository.At("README.md"))[0]).With("examples/iris/iris.csv", Repository.Text("examples/iris/iris.csv"));
        var printed = dag.Run("run", "readme.dag").Output.Split('\n');
        printed[0].ShouldStartWith("variances: ");
        JsonSerializer.Deserialize<double[]>(printed[0]["variances: ".Length..])?.Select(variance => Math.Round(variance, 4)).ShouldBe([4.2282, 0.2427]);
        printed[1..].ShouldBe(["rows: 150", ""]);
    }

    [Fact]
    public void The_library_and_the_examples_check_without_a_word()
    {
        using var dag = new DagProcess();
        dag.Run(["check", .. new[] { "stdlib", "examples" }.SelectMany(folder => Repository.Files(folder, "*.dag"))]).Whole.ShouldBe("exit 0");
    }

    [Fact]
    public void Files_of_the_repository_are_in_the_one_layout()
    {
        using var dag = new DagProcess();
        dag.Run(["fmt", "--check", .. new[] { "stdlib", "examples", "grammar" }.SelectMany(folder => Repository.Files(folder, "*.dag"))]).Whole.ShouldBe("exit 0");
    }

    private static IEnumerable<string> Documents()
        => [.. Directory.GetFiles(Repository.Root, "*.md"), .. Repository.Files("docs", "*.md"), .. Repository.Files("examples", "*.md")];

    private static List<string> Blocks(string document)
        => Block().Matches(File.ReadAllText(document)).Select(match => match.Groups[1].Value).ToList();

    [GeneratedRegex("```dag\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
