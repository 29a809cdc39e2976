using System.Text;
using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;
using Dag.Repl.Rendering;
using Dag.Repl.Tests.CommandLine;

namespace Dag.Repl.Tests.Explaining;

/// <summary>
/// The page of all messages is written from programs that are wrong, what is said of them, and the same programs once they are right. With DAG_ACCEPT=1 it is
/// written down anew.
/// </summary>
public sealed partial class TroubleshootingTests
{
    private const string Page = "docs/troubleshooting.md";

    private const string Introduction = """
        # Troubleshooting

        Every message of `dag` begins with a code that never changes its meaning. Each has an entry here: a program with the mistake, what is said of it, and the program without it.
        `dag explain DAG2001` prints an entry. The page is written by a test, which runs all of the programs.

        """;

    [Fact]
    public void Every_code_has_one_entry()
    {
        var codes = Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().Order();
        Entry.All.Select(entry => entry.Code).ShouldBe(codes);
    }

    [Fact]
    public async Task The_page_shows_what_is_said_and_how_it_is_mended()
    {
        var (page, wrong) = (new StringBuilder(Introduction), new List<string>());
        foreach (var entry in Entry.All)
            page.Append(await SectionAsync(entry, wrong));

        var path = Repository.At(Page);
        var written = File.ReadAllText(path);
        if (Environment.GetEnvironmentVariable("DAG_ACCEPT") == "1")
            File.WriteAllText(path, page.ToString());
        wrong.ShouldBeEmpty();
        page.ToString().ShouldBe(written);
    }

    [Fact]
    public void Every_entry_is_found_by_its_code()
        => Entry.All.Where(entry => HelpPages.FindEntry(entry.Code)?.StartsWith(entry.Code + "\n", StringComparison.Ordinal) != true).Select(entry => entry.Code).ShouldBeEmpty();

    private static async Task<string> SectionAsync(Entry entry, List<string> wrong)
    {
        var text = new StringBuilder($"\n## {entry.Code}\n\n");
        if (entry.About is { } about)
            text.Append(about).Append("\n\n");
        if (entry.Shown is { } shown)
        {
            shown.ShouldContain($" {entry.Code}: ");
            return text.Append(Block("console", shown)).ToString();
        }

        var commands = entry.WrongCommands.Count > 0 ? entry.WrongCommands : ["check main.dag"];
        var (said, _) = await SaidAsync(entry, entry.Wrong, entry.Files, commands);
        var message = Messages().Matches(said).Select(match => match.Groups[2]).FirstOrDefault(match => match.Value == entry.Code);
        if (message is null)
        {
            wrong.Add($"{entry.Code} is not in:\n{said}");
            return "";
        }

        text.Append(Block("text", entry.Wrong)).Append('\n');
        text.Append(Block("console", string.Concat(commands.Select(command => $"$ dag {command}\n")) + MessageAt(said, message.Index)));

        var right = entry.RightCommands.Count > 0 ? entry.RightCommands : commands;
        var (after, exit) = await SaidAsync(entry, entry.Right ?? entry.Wrong, [.. entry.Files, .. entry.RightFiles], right);
        if (exit != 0 || Messages().Matches(after).Any(match => match.Groups[2].Value == entry.Code))
            wrong.Add($"{entry.Code} once it is mended ends with {exit}:\n{after}");
        text.Append("\nWithout the mistake:\n\n");
        if (entry.Right is { } program)
            text.Append(Block("text", program));
        if (entry.RightFiles.Count > 0)
            text.Append(entry.Right is null ? "" : "\n").Append($"with {string.Join(", ", entry.RightFiles.Select(file => $"`{file.Name}`"))} beside it.\n");
        if (entry.RightCommands.Count > 0)
            text.Append(entry.Right is null ? "" : "\n").Append(Block("console", string.Concat(right.Select(command => $"$ dag {command}\n"))));
        return text.ToString();
    }

    private static async Task<(string Said, int Exit)> SaidAsync(Entry entry, string program, IReadOnlyList<(string Name, string Text)> files, IReadOnlyList<string> commands)
    {
        using var run = new CommandRun().With("main.dag", program);
        foreach (var (name, text) in files)
            run.With(name, text);

        var (said, exit) = (new StringBuilder(), 0);
        foreach (var command in commands)
        {
            (exit, var output, var error) = await run.RunAsync(command);
            said.Append(output).Append('\n').Append(error).Append('\n');
        }

        return (said.ToString(), exit);
    }

    private static string Block(string kind, string content) => $"```{kind}\n{content.TrimEnd('\n')}\n```\n";

    // From its first line to the empty one behind it, without the margin that the report of a test gives it.
    private static string MessageAt(string said, int code)
    {
        var start = said.LastIndexOf('\n', code) + 1;
        var end = said.IndexOf("\n\n", start, StringComparison.Ordinal);
        var lines = said[start..(end < 0 ? said.Length : end)].Split('\n');
        var margin = lines[0].Length - lines[0].TrimStart().Length;
        return ProcessNumber().Replace(string.Join('\n', lines.Select(line => line[Math.Min(margin, line.Length - line.TrimStart().Length)..])), "process 4711");
    }

    [GeneratedRegex("\"(DAG[0-9]{4})\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"process \d+")]
    private static partial Regex ProcessNumber();

    [GeneratedRegex("(error|warning) (DAG[0-9]{4}):")]
    private static partial Regex Messages();
}
