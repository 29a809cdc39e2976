using Dag.Language.Parsing;
using Dag.Language.Text;

namespace Dag.Language.Tests.Grammar;

public sealed class MistypedStatementTests
{
    [Theory]
    [InlineData("sett model.lr = 3", "set")]
    [InlineData("shwo t", "show")]
    [InlineData("shwo ..a + b..", "show")]
    [InlineData("rnu t", "run")]
    [InlineData("Run t with a.b = 3", "run")]
    [InlineData("undoo", "undo")]
    [InlineData("undoo 3", "undo")]
    [InlineData("substitut a with b in c", "substitute")]
    [InlineData("pinn a = 3", "pin")]
    [InlineData("pinn a => b.Count", "pin")]
    [InlineData("taks x { product Text; run => \"x\" }", "task")]
    [InlineData("wyh t", "why")]
    [InlineData("plna t", "plan")]
    [InlineData("shwo types", "show")]
    [InlineData("tpye Small of int where value < 3", "type")]
    [InlineData("// what for\nimprot std.files", "import")]
    [InlineData("reanme a to b", "rename")]
    [InlineData("loda \"x.dag\"", "load")]
    public void A_word_near_a_statement_with_its_arguments_behind_it_is_that_statement_mistyped(string text, string meant)
        => Parser.FindMistyped(new SourceText("<prompt>", text)).ShouldNotBeNull().Hint.ShouldBe($"did you mean '{meant}'?");

    [Theory]
    [InlineData("sett(3)")]
    [InlineData("set.Add(1)")]
    [InlineData("sett.Add(1)")]
    [InlineData("sett[0] = 3")]
    [InlineData("sett = 4")]
    [InlineData("Sett model = 3")]
    [InlineData("Sett model = new()")]
    [InlineData("sett model = new() { lr = 3 };")]
    [InlineData("var x = 3")]
    [InlineData("int undo = 3;")]
    [InlineData("run t")]
    [InlineData("shwo t + 1 * 2")]
    [InlineData("completely t")]
    [InlineData("")]
    [InlineData("(sett)")]
    public void C_sharp_and_statements_are_not(string text) => Parser.FindMistyped(new SourceText("<prompt>", text)).ShouldBeNull();
}
