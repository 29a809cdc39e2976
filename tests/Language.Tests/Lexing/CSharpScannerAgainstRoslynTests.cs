using Dag.Language.Scanning;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Language.Tests.Lexing;

public sealed class CSharpScannerAgainstRoslynTests
{
    private const int Fragments = 3000;

    private static readonly string[] AfterExpressions =
        ["\n", "\r\n  x", ";", " ; x", "}", "  }\n", " else \"'\"", "\telse\n", " // '\"(", " /* \" */ // x", " /* ( */ \n y", ""];

    [Fact]
    public void Generated_blocks_end_where_C_sharp_says()
        => Check(CSharpFragments.Block, block =>
        {
            var text = $"run {block} }} \" ' (";
            Scan(text, 4, CSharpForm.Block).ShouldBe(new Ending(RoslynOutline.EndOfBlock(text, 4), CSharpScanFault.None), text);
            RoslynOutline.LexicalErrors(text, 4, 4 + block.Length).ShouldBeEmpty(text);
            RoslynOutline.EndOfBlock(text, 4).ShouldBe(4 + block.Length, text);
        });

    [Fact]
    public void Generated_expressions_end_where_C_sharp_says_whatever_follows()
        => Check(CSharpFragments.Expression, expression =>
        {
            RoslynOutline.LexicalErrors(expression, 0, expression.Length).ShouldBeEmpty(expression);
            foreach (var after in AfterExpressions)
            {
                var text = $"=> {expression}{after}";
                Scan(text, 3, CSharpForm.Expression).ShouldBe(new Ending(RoslynOutline.EndOfExpression(text, 3), CSharpScanFault.None), text);
                RoslynOutline.EndOfExpression(text, 3).ShouldBe(3 + expression.Length, text);
            }
        });

    private static void Check(Gen<string> fragments, Action<string> holds)
        => Prop.ForAll(fragments.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Fragments));

    private static Ending Scan(string text, int start, CSharpForm form)
    {
        var extent = CSharpScanner.FindEnd(text, start, form);
        return new Ending(extent.End, extent.Fault);
    }

    private sealed record Ending(int End, CSharpScanFault Fault);
}
