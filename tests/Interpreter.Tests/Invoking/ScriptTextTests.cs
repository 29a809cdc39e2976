namespace Dag.Interpreter.Tests.Invoking;

/// <summary>A text that no variable can hold is refused where a script would get it, before anything runs.</summary>
public sealed class ScriptTextTests
{
    [Theory]
    [InlineData("\"a\\0b\"", "a NUL character, which no environment variable can hold")]
    [InlineData("\"a\\ud800b\"", "half of a surrogate pair, which UTF-8 cannot encode")]
    public void A_text_that_no_variable_can_hold_is_refused(string literal, string what)
    {
        using var desk = new Desk($"task b {{ option x: Text = {literal}; run sh \"echo $x\" }}");
        var said = $"DAG4026 p.dag:1:27 `{literal}` cannot pass option 'b.x' to a script (default, p.dag:1): the text contains {what}\n  help: use an option of type File, or remove that character";
        (desk.Check(), desk.Ask("b")).ShouldBe((said, said));
    }

    [Fact]
    public void A_body_in_csharp_takes_any_text()
    {
        using var desk = new Desk("task b { option x: Text = \"a\\0b\"; product Text; run => x }");
        desk.Check().ShouldBe("");
    }
}
