using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Documents;

/// <summary>What the documents show of <c>dag test</c> is what it answers for the program that stands above it.</summary>
public partial class TestAnswersTests
{
    private const string Prompt = "$ dag test ";

    public static TheoryData<string> Pages => [.. Documents().Where(page => Repository.Text(page).Contains("\n" + Prompt, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_answer_of_a_page_is_the_one_that_is_given(string page)
    {
        var (program, shown, given) = ("", new List<string>(), new List<string>());
        foreach (var block in Block().Matches(Repository.Text(page)).Select(match => (Kind: match.Groups[1].Value, Text: match.Groups[2].Value)))
        {
            if (block.Kind == "dag")
                program = block.Text;
            if (block.Kind.Length > 0 || !block.Text.StartsWith(Prompt, StringComparison.Ordinal))
                continue;

            var (command, answer) = (block.Text[..block.Text.IndexOf('\n')], block.Text[(block.Text.IndexOf('\n') + 1)..]);
            using var dag = new DagProcess();
            shown.Add(dag.Shown(answer));
            given.Add(Answer(dag, command["$ dag ".Length..].Split(' '), program));
        }

        given.ShouldBe(shown);
    }

    // One task at a time: what a page shows of times and logs must not hang on luck.
    private static string Answer(DagProcess dag, string[] words, string program)
    {
        var ended = dag.With(words.First(word => word.EndsWith(".dag", StringComparison.Ordinal)), program).Run([.. words, "-j", "1"]);
        return ended.Output + ended.Error;
    }

    private static IEnumerable<string> Documents()
        => new[] { "README.md" }.Concat(Repository.Files("docs", "*.md").Select(path => Path.GetRelativePath(Repository.Root, path)));

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
