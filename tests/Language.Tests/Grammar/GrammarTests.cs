using Dag.Language.Formatting;
using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Tests.Checking;
using Dag.Language.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Language.Tests.Grammar;

public class GrammarTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "grammar");
    private static readonly Ebnf Dag = Ebnf.Read(File.ReadAllText(Path.Combine(Folder, "dag.ebnf")));

    [Fact]
    public void A_program_of_the_grammar_parses_keeps_its_text_and_formats_to_a_fixed_point_with_the_same_tokens()
        => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var program = new ProgramWriter(Dag, new Random(seed)).Program();
            var tree = Parse(program);
            string.Join("\n", tree.Diagnostics).ShouldBe("", program);
            Concatenated(tree).ShouldBe(program);

            var formatted = Formatter.Format(tree);
            var again = Parse(formatted);
            string.Join("\n", again.Diagnostics).ShouldBe("", formatted);
            Significant(again).ShouldBe(Significant(tree), program);
            Formatter.Format(again).ShouldBe(formatted, program);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Every_production_is_reached()
    {
        var reached = Enumerable.Range(0, 2000).SelectMany(seed =>
        {
            var writer = new ProgramWriter(Dag, new Random(seed));
            writer.Program();
            return writer.Reached;
        }).ToHashSet();
        Dag.Productions.Keys.Where(name => !reached.Contains(name)).ShouldBe([]);
    }

    [Fact]
    public void Every_statement_has_a_small_program_that_parses()
    {
        var statements = ((Rule.Choice)Dag.Productions["statement"]).Choices.Cast<Rule.Name>().Select(name => name.Text).Append("value").Append("query");
        foreach (var statement in statements)
        {
            var tree = Parse(File.ReadAllText(Path.Combine(Folder, "examples", statement + ".dag")));
            string.Join("\n", tree.Diagnostics).ShouldBe("", statement);
        }
    }

    private static SyntaxTree Parse(string text) => Parser.Parse(new SourceText("generated.dag", text));

    private static string Concatenated(SyntaxTree tree) => string.Concat(tree.Tokens.Select(token => tree.Source.TextOf(token.Span)));

    private static IEnumerable<string> Significant(SyntaxTree tree)
        => tree.Tokens.Where(token => !token.IsTrivia).Select(token => $"{token.Kind} {tree.Source.TextOf(token.Span)}").ToList();
}
