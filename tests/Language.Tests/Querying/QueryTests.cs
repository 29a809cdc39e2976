using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Parsing;
using Dag.Language.Querying;
using Dag.Language.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Language.Tests.Querying;

/// <summary>A query names what plain sets give: each operator is worked out a second time, as simply as can be.</summary>
public class QueryTests
{
    [Fact]
    public void A_query_names_what_plain_sets_give()
        => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var graph = new RandomGraph(random);
            for (var i = 0; i < 10; i++)
            {
                var (text, expected) = new NaiveQuery(graph, random).Any(3);
                var found = Find(graph.Graph, text, out var said);
                var missing = said.Where(diagnostic => diagnostic.Code is "DAG2203" or "DAG2204").ToList();
                said.Except(missing).Select(diagnostic => diagnostic.Message).ShouldBeEmpty(text);
                if (missing.Count == 0)
                    found.ShouldBe(graph.Graph.Env.Tasks.Keys.Select(name => name.Text).Where(expected.Contains), text);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    // What stands after a 'using' is C#, and read by the compiler; an 'expect' outside of a test is read, and then refused.
    [Fact]
    public void A_query_follows_just_the_words_that_say_so()
        => Parser.StatementWords.Except(["using"]).Where(word => Parser.Parse(new("query", $"{word} ..a + deps(b)")).Diagnostics.All(diagnostic => diagnostic.Code == "DAG1123")).Order().ShouldBe(Parser.QueryWords.Order());

    private static IEnumerable<string>? Find(TaskGraph graph, string text, out List<Diagnostic> said)
    {
        var source = new SourceText("query", text);
        var parsed = Parser.ParseQuery(source);
        parsed.Diagnostics.Select(diagnostic => diagnostic.Message).ShouldBeEmpty(text);
        said = [];
        return new Query(source, graph, name => graph.Env.FindTask(new(name)), new NoTaskStates(), said).Find(parsed.Query.ShouldNotBeNull())?.Select(name => name.Text);
    }
}
