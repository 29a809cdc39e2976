using Dag.Language.Parsing;
using Dag.Language.Text;

namespace Dag.Language.Tests.Lexing;

public class BoundedCSharpScannerTests
{
    // Each would be looked for up to the end of the text: a minute for this one, were there no bound.
    [Theory]
    [InlineData("task a {\n  run => f(\n")]
    [InlineData("task a {\n  run {\n")]
    public void Each_of_very_many_brackets_that_are_never_closed_is_said(string task)
    {
        var tree = Parser.Parse(new SourceText("open.dag", string.Concat(Enumerable.Repeat(task, 20_000))));
        tree.Diagnostics.GroupBy(diagnostic => diagnostic.Code).Select(group => $"{group.Key} {group.Count()}").ShouldBe(["DAG1006 20000"]);
        tree.Statements.Count.ShouldBe(20_000);
    }
}
