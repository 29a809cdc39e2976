using Dag.Language.Formatting;
using Dag.Language.Parsing;
using Dag.Language.Text;

namespace Dag.Language.Tests.Formatting;

public class FormatterTests
{
    [Theory]
    [InlineData("show   ..a", "show ..a")]
    [InlineData("show..a", "show ..a")]
    [InlineData("show a .. b", "show a..b")]
    [InlineData("show a.. where cached", "show a.. where cached")]
    [InlineData("run a..+..b-c ..", "run a.. + ..b - c..")]
    [InlineData("run (a+b)&c-d", "run (a + b) & c - d")]
    [InlineData("run ( ..a ),( b.. )", "run (..a), (b..)")]
    [InlineData("run deps (a,2)+roots( b )", "run deps(a, 2) + roots(b)")]
    [InlineData("run(a)", "run (a)")]
    [InlineData("disable etl.*+load_*  -  *", "disable etl.* + load_* - *")]
    [InlineData("run a with a.n=1,a.m=-2&", "run a with a.n = 1, a.m = -2 &")]
    [InlineData("pin a=[1,2]", "pin a = [1, 2]")]
    [InlineData("pin a=>f( 1 )", "pin a => f( 1 )")]
    [InlineData("unpin a..b", "unpin a..b")]
    [InlineData("test \"x\"{pin a=1;expect ..b}", "test \"x\" { pin a = 1; expect ..b }")]
    [InlineData("test \"x\" {\npin a = 1\n  expect deps (b) where value>1\n\n\nexpect error \"y\" from remove ..a }", "test \"x\" {\n    pin a = 1\n    expect deps(b) where value>1\n\n    expect error \"y\" from remove ..a\n}")]
    [InlineData("task a{\nrun=>b  // why\n  .C()\n\n     ?? d}", "task a {\n    run => b  // why\n  .C()\n\n     ?? d\n}")]
    [InlineData("pin a=>b  +\n  c\ntype A of int where value>0\n  &&value<3   else   \"m\"", "pin a => b  +\n  c\ntype A of int where value>0\n  &&value<3 else \"m\"")]
    [InlineData("override task a{\nrun=>1}", "override task a {\n    run => 1\n}")]
    public void Queries_and_changes_have_one_layout(string written, string formatted)
        => Formatter.Format(Parser.Parse(new SourceText("p.dag", written))).ShouldBe(formatted + "\n");
}
