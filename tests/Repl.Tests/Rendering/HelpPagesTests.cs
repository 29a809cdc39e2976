using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;
using Dag.Repl.Tests.CommandLine;

namespace Dag.Repl.Tests.Rendering;

/// <summary>The pages of help say what the grammar reads, and nothing else.</summary>
public sealed partial class HelpPagesTests
{
    private const int Widest = 100;

    [Fact]
    public void The_page_of_the_language_has_every_statement_and_clause()
    {
        var words = Word().Matches(Page("language")).Select(word => word.Value).ToHashSet();
        Parser.StatementWords.Concat(Parser.ClauseWords).Where(word => !words.Contains(word)).ShouldBeEmpty();
    }

    [Fact]
    public void The_page_of_queries_has_every_function_and_condition()
    {
        var words = Word().Matches(Page("query")).Select(word => word.Value).ToHashSet();
        Parser.FunctionWords.Concat(Parser.ConditionWords).Where(word => !words.Contains(word)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_query_of_the_page_is_read()
    {
        var queries = BlockLines(Page("query")).Select(line => Gap().Split(line.Trim())[0]).ToList();
        queries.Count.ShouldBeGreaterThan(20);
        queries.SelectMany(query => Parser.ParseQuery(new SourceText(query, query)).Diagnostics.Select(wrong => $"{query}: {wrong.Message}")).ShouldBeEmpty();
    }

    [Fact]
    public void The_page_of_types_has_every_type_that_files_have_without_an_import()
    {
        var words = Word().Matches(Page("types")).Select(word => word.Value).ToHashSet();
        DeclaredType().Matches(Repository.Text("stdlib/core.dag")).Select(match => match.Groups[1].Value).Where(type => !words.Contains(type)).ShouldBeEmpty();
        Repository.Files("stdlib", "*.dag").Select(Path.GetFileNameWithoutExtension).Where(module => module != "core" && !Page("types").Contains($"std.{module}", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("language")]
    [InlineData("types")]
    public async Task Every_program_of_a_page_is_right(string name)
    {
        var program = string.Join('\n', Blocks(Page(name)).Where(block => Parser.StatementWords.Any(word => block.Contains($"    {word} ", StringComparison.Ordinal))));
        using var run = new CommandRun().With("main.dag", program);
        (await run.SayAsync("check main.dag")).ShouldBe("");
        (await run.RunAsync("test main.dag")).Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("language")]
    [InlineData("query")]
    [InlineData("types")]
    public void No_line_of_a_page_is_wider_than_a_terminal(string name)
        => Page(name).Split('\n').Where(line => line.Length > Widest).ShouldBeEmpty();

    [Fact]
    public async Task A_page_is_shown_by_help_at_the_command_line_and_at_the_prompt()
    {
        using var run = new CommandRun();
        (await run.SayAsync("help query")).ShouldBe(Page("query"));
        StatementHelp.Text("types", new Paint(false)).ShouldBe(Page("types"));
        StatementHelp.Text("language", new Paint(false)).ShouldBe($"{Page("language")}\n{StatementHelp.Text("language", new Paint(false)).Split("\n\n")[^1]}");
    }

    [Fact]
    public async Task A_code_is_explained_however_it_is_written()
    {
        using var run = new CommandRun();
        var entry = await run.SayAsync("explain DAG2002");
        entry.ShouldBe("""
            DAG2002

                task load { }
                task a { needs laod }

                $ dag check main.dag
                error DAG2002: unknown task 'laod'
                 --> main.dag:2:16
                  |
                2 | task a { needs laod }
                  |                ^^^^
                  help: did you mean 'load'?

            Without the mistake:

                task load { }
                task a { needs load }

            """);
        (await run.SayAsync("explain dag2002")).ShouldBe(entry);
        (await run.SayAsync("explain 2002")).ShouldBe(entry);
    }

    [Theory]
    [InlineData("DAG2000", "error DAG7060: no message has the code 'DAG2000'\n  help: did you mean 'DAG2001'?\n\nexit 2\n")]
    [InlineData("lr", "error DAG7060: no message has the code 'lr'\n  help: a message begins with its code, such as DAG2001; docs/troubleshooting.md lists all of them\n\nexit 2\n")]
    public async Task A_code_that_no_message_has_gets_the_nearest(string code, string said)
    {
        using var run = new CommandRun();
        (await run.SayAsync($"explain {code}")).ShouldBe(said);
    }

    private static string Page(string name) => HelpPages.Find(name).ShouldNotBeNull();

    private static IEnumerable<string> BlockLines(string page) => page.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal));

    // A block has an empty line above and below it.
    private static IEnumerable<string> Blocks(string page)
        => page.Split("\n\n").Where(part => part.Split('\n').Where(line => line.Length > 0).All(line => line.StartsWith("    ", StringComparison.Ordinal)));

    [GeneratedRegex("[A-Za-z_]+")]
    private static partial Regex Word();

    [GeneratedRegex("\\s{2,}")]
    private static partial Regex Gap();

    [GeneratedRegex("^type (\\w+)", RegexOptions.Multiline)]
    private static partial Regex DeclaredType();
}
