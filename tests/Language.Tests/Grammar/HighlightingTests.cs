using System.Text.Json;
using System.Text.RegularExpressions;
using Dag.Language.Tests.Checking;

namespace Dag.Language.Tests.Grammar;

/// <summary>The grammar that editors colour by knows the keywords of the grammar, and no others.</summary>
public partial class HighlightingTests
{
    private static readonly Ebnf Dag = Ebnf.Read(Text("grammar/dag.ebnf"));
    private static readonly JsonElement Rules = JsonDocument.Parse(Text("grammar/dag.tmLanguage.json")).RootElement;

    [Fact]
    public void Every_keyword_has_a_colour_and_so_have_the_languages_of_scripts()
        => WordsOf(Rules.GetRawText()).ShouldBe(Dag.Productions.Values.SelectMany(Keywords).Concat(Languages()).ToHashSet(), ignoreOrder: true);

    [Fact]
    public void A_statement_begins_with_the_keyword_of_one()
        => WordsOf(Named("statement").GetRawText()).ShouldBe(First(new Rule.Name("statement")).ToHashSet(), ignoreOrder: true);

    [Fact]
    public void A_clause_begins_with_the_keyword_of_one()
        => WordsOf(Named("clause").GetRawText()).ShouldBe(First(new Rule.Name("clause")).Concat(First(new Rule.Name("body"))).ToHashSet(), ignoreOrder: true);

    [Fact]
    public void What_is_included_is_there()
        => Included().Matches(Rules.GetRawText()).Select(match => match.Groups[1].Value).ToHashSet()
            .ShouldBe(Rules.GetProperty("repository").EnumerateObject().Select(rule => rule.Name), ignoreOrder: true);

    private static JsonElement Named(string rule) => Rules.GetProperty("repository").GetProperty(rule);

    // A keyword stands in a group of plain words and nothing else: (needs|option).
    private static HashSet<string> WordsOf(string rules)
        => PlainWords().Matches(rules).SelectMany(match => match.Groups[1].Value.Split('|')).ToHashSet();

    private static IEnumerable<string> Keywords(Rule rule) => rule switch
    {
        Rule.Word(var text) => text.All(char.IsAsciiLetterLower) ? [text] : [],
        Rule.Sequence(var parts) => parts.SelectMany(Keywords),
        Rule.Choice(var choices) => choices.SelectMany(Keywords),
        Rule.Maybe(var inner) => Keywords(inner),
        Rule.Many(var inner) => Keywords(inner),
        _ => [],
    };

    private static IEnumerable<string> First(Rule rule) => rule switch
    {
        Rule.Word(var text) => [text],
        Rule.Name(var name) => First(Dag.Productions[name]),
        Rule.Sequence(var parts) => First(parts[0]),
        Rule.Choice(var choices) => choices.SelectMany(First),
        _ => [],
    };

    private static IEnumerable<string> Languages()
        => Language().Matches(Text("stdlib/core.dag")).Select(match => match.Groups[1].Value);

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    [GeneratedRegex(@"\(([a-z]+(?:\|[a-z]+)*)\)")]
    private static partial Regex PlainWords();

    [GeneratedRegex("\"include\": \"#([^\"]+)\"")]
    private static partial Regex Included();

    [GeneratedRegex("^language ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Language();
}
