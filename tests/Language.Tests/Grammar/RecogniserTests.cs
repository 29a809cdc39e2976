using Dag.Language.Parsing;
using Dag.Language.Tests.Checking;
using Dag.Language.Text;

namespace Dag.Language.Tests.Grammar;

/// <summary>What the parser takes without a message is in the grammar. The other way is in <see cref="GrammarTests"/>.</summary>
public class RecogniserTests
{
    private static readonly Ebnf Dag = Ebnf.Read(File.ReadAllText(Path.Combine(Repository.Root, "grammar", "dag.ebnf")));

    [Fact]
    public void What_the_parser_takes_without_a_message_is_in_the_grammar()
    {
        var programs = new[] { "stdlib", "examples", "grammar", "tests/Language.Tests/Programs" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.dag", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        foreach (var program in programs)
            Compare(program);
        for (var seed = 0; seed < 600; seed++)
            Compare(new ProgramWriter(Dag, new Random(seed)).Program());

        var (random, taken) = (new Random(20261201), 0);
        var wanted = int.TryParse(Environment.GetEnvironmentVariable("DAG_FUZZ"), out var given) ? given : 4_000;
        for (var i = 0; i < wanted; i++)
        {
            // Small texts, which one change leaves right more often.
            var text = new ProgramWriter(Dag, new Random(i)).Program();
            taken += Compare(Mutate(text.Length > 400 ? text[..400] : text, random)) ? 1 : 0;
        }

        taken.ShouldBeGreaterThan(wanted / 20);
    }

    [Theory]
    [InlineData("task a { run => 1", false)]
    [InlineData("task a { needs }", false)]
    [InlineData("type A", false)]
    [InlineData("type A of int\n\n  where value > 1\n else \"x\"", true)]
    [InlineData("task a\n{ run => 1\n\n\n}", true)]
    [InlineData("set a.b = { x: [1,\n2] }", true)]
    public void The_recogniser_knows_what_is_in_the_grammar(string text, bool isIn)
        => (Recogniser.WhereNot(Dag, Parser.Parse(new SourceText("p.dag", text))) is null).ShouldBe(isIn);

    private static bool Compare(string text)
    {
        var tree = Parser.Parse(new SourceText("p.dag", text));
        if (!tree.Diagnostics.IsEmpty)
            return false;

        Recogniser.WhereNot(Dag, tree).ShouldBeNull(text);
        return true;
    }

    private static string Mutate(string text, Random random)
    {
        if (text.Length == 0)
            return ";";

        var (at, other) = (random.Next(text.Length), random.Next(text.Length));
        return random.Next(5) switch
        {
            0 => text.Insert(at, "\n"),
            1 => text.Remove(at, Math.Min(text.Length - at, random.Next(1, 12))),
            2 => text.Insert(at, text[other..Math.Min(text.Length, other + random.Next(1, 15))]),
            3 => text.Insert(at, new[] { " ", ";", ",", ".", "..", "}", "{", ":", "=", "-", "a", "1", "\"x\"", "meta", "&", "*" }[random.Next(16)]),
            _ => text[..at] + text[at..].Replace("\n", "\n\n"),
        };
    }
}
