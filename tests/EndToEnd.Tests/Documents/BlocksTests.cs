using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Documents;

/// <summary>Every block of dag in the documents is a program that is right.</summary>
public partial class BlocksTests
{
    [Theory]
    [InlineData("README.md", 1)]
    [InlineData("docs/language.md", 4)]
    public void Every_block_checks_without_a_word(string document, int least)
    {
        var blocks = Block().Matches(File.ReadAllText(Path.Combine(Root, document))).Select(match => match.Groups[1].Value).ToList();
        blocks.Count.ShouldBeGreaterThanOrEqualTo(least);
        using var dag = new DagProcess();
        for (var i = 0; i < blocks.Count; i++)
            dag.With($"{i}.dag", blocks[i]);
        dag.Run(["check", .. Enumerable.Range(0, blocks.Count).Select(i => $"{i}.dag")]).Whole.ShouldBe("exit 0");
    }

    [Fact]
    public void The_example_of_the_readme_runs()
    {
        using var dag = new DagProcess();
        dag.With("readme.dag", Block().Match(File.ReadAllText(Path.Combine(Root, "README.md"))).Groups[1].Value)
            .With("examples/iris/iris.csv", File.ReadAllText(Path.Combine(Root, "examples/iris/iris.csv")));
        var printed = dag.Run("run", "readme.dag").Output.Split('\n');
        System.Text.Json.JsonSerializer.Deserialize<double[]>(printed[0])?.Select(variance => Math.Round(variance, 4)).ShouldBe([4.2282, 0.2427]);
        printed[1..].ShouldBe(["150", ""]);
    }

    [Fact]
    public void The_variances_of_the_irises_are_those_of_prcomp()
    {
        using var dag = new DagProcess();
        var printed = dag.Run("run", Path.Combine(Root, "examples/iris/iris.dag"), "pca", "--cache", dag.Folder);
        var variances = System.Text.Json.JsonDocument.Parse(printed.Output).RootElement.GetProperty("Variances").EnumerateArray();
        variances.Select(variance => Math.Round(variance.GetDouble(), 4)).ShouldBe([4.2282, 0.2427, 0.0782, 0.0238]);
    }

    [Fact]
    public void The_C_library_is_built_and_passes_its_tests()
    {
        using var dag = new DagProcess();
        dag.Run("run", Path.Combine(Root, "examples/build/build.dag"), "--cache", dag.Folder).Whole.ShouldBe("exit 0\nout: 67 lines of C, 6 passed");
    }

    [Fact]
    public void Files_of_the_repository_are_in_the_one_layout()
    {
        using var dag = new DagProcess();
        var files = new[] { "stdlib", "examples", "grammar" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "*.dag", SearchOption.AllDirectories));
        dag.Run(["fmt", "--check", .. files.Order(StringComparer.Ordinal)]).Whole.ShouldBe("exit 0");
    }

    private static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
        => File.Exists(Path.Combine(folder, "Dsl.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Dsl.sln"));

    [GeneratedRegex("```dag\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
