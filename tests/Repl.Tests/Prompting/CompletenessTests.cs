using Dag.Repl.Editing;

namespace Dag.Repl.Tests.Prompting;

public sealed class CompletenessTests
{
    [Theory]
    [InlineData("")]
    [InlineData("run pca")]
    [InlineData("set pca.components =")]
    [InlineData("set a.b = [1, 2]")]
    [InlineData("set a.b = \"never closed")]
    [InlineData("task a { run => 1 }")]
    [InlineData("task a {\n  run sh \"\"\"\n  echo ) } it's\n  \"\"\"\n}")]
    [InlineData("pca.Variances.Sum()")]
    [InlineData("'(' + \"[\" // {")]
    [InlineData("/* { */ run pca")]
    [InlineData("run pca }")]
    [InlineData("$\"{pca}\"")]
    [InlineData("#if X\nfoo\n#endif")]
    [InlineData("F(\"never closed")]
    [InlineData("(}")]
    public void What_is_whole_is_taken(string text) => Completeness.IsWhole(text).ShouldBeTrue();

    [Theory]
    [InlineData("task a {")]
    [InlineData("task a {\n  run => 1")]
    [InlineData("test \"of\" {\n  set a.b = 1\n")]
    [InlineData("set a.b = [1,")]
    [InlineData("set a.b = { name: \"x\",")]
    [InlineData("show (pca +")]
    [InlineData("task a {\n  run sh \"\"\"\n  echo }")]
    [InlineData("\"\"\"")]
    [InlineData("/* on the way")]
    [InlineData("foreach (var x in pca) {")]
    [InlineData("pca.Select(x =>")]
    [InlineData("@\"C:\\")]
    [InlineData("#if X")]
    [InlineData("#if !X\nfoo")]
    [InlineData("$@\"a {b} ")]
    [InlineData("code {\n  class A { }")]
    public void What_goes_on_gets_another_line(string text) => Completeness.IsWhole(text).ShouldBeFalse();
}
