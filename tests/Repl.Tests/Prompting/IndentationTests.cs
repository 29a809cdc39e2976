using Dag.Repl.Editing;

namespace Dag.Repl.Tests.Prompting;

public sealed class IndentationTests
{
    [Theory]
    [InlineData("task a {\n|", "task a {\n  |")]
    [InlineData("task a {\n  run {\n|", "task a {\n  run {\n    |")]
    [InlineData("task a {\n  needs b\n|", "task a {\n  needs b\n  |")]
    [InlineData("\n|", "\n|")]
    [InlineData("a|", "a|")]
    public void A_new_line_is_set_in_as_the_one_before_it_and_further_behind_a_bracket(string before, string after)
        => Apply(Indentation.AfterLineEnd, before).ShouldBe(after);

    [Theory]
    [InlineData("task a {\n  }|", "task a {\n}|")]
    [InlineData("task a {\n  run { }|", "task a {\n  run { }|")]
    [InlineData("task a {\n}|", "task a {\n}|")]
    [InlineData("x }|", "x }|")]
    public void A_bracket_that_closes_goes_back(string before, string after) => Apply(Indentation.AfterClosing, before).ShouldBe(after);

    private static string Apply(Func<string, int, (string Text, int Caret)> act, string before)
    {
        var caret = before.IndexOf('|');
        var (text, moved) = act(before.Remove(caret, 1), caret);
        return text.Insert(moved, "|");
    }
}
