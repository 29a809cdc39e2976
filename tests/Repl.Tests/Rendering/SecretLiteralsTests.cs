using Dag.Interpreter.Runtime.Masking;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Tests.Rendering;

public sealed class SecretLiteralsTests
{
    [Theory]
    [InlineData("task a { option k: Secret = \"abc\"; product «Txt» }", "task a { option k: Secret = ***; product Txt }", "                                         ^^^")]
    [InlineData("type Key : Secret; task a { option k: Key = \"abc\" «x» }", "type Key : Secret; task a { option k: Key = *** x }", "                                                ^")]
    [InlineData("type Keys list of Secret; task a { option k: Keys = [\"abc\", \"d\"]; «x» }", "type Keys list of Secret; task a { option k: Keys = [***, ***]; x }", "                                                                ^")]
    [InlineData("task a { option k: Secret }; set a.k = \"«ab»c\"", "task a { option k: Secret }; set a.k = ***", "                                       ^^^")]
    [InlineData("task b { product Secret }; pin a.b = \"abc\" «x»", "task b { product Secret }; pin a.b = *** x", "                                         ^")]
    [InlineData("task a { option k: Secret = \"abc«", "task a { option k: Secret = ***", "                               ^")]
    [InlineData("task a { option k: Text = \"Secret\" «x» }", "task a { option k: Text = \"Secret\" x }", "                                   ^")]
    public void A_literal_of_a_secret_is_masked_where_its_line_is_shown(string source, string shown, string marks)
        => Render(new SecretTexts(), source.EndsWith('«') ? source + "»" : source).ShouldBe($"error DAG2001: no.\n --> iris.dag:1:{{0}}\n  |\n1 | {shown}\n  | {marks}\n\n");

    [Fact]
    public void A_text_that_is_known_to_be_secret_is_masked_in_all_that_a_message_says()
    {
        var secrets = new SecretTexts();
        secrets.Add(["SEKRIT-7"]);
        Render(secrets, "run sh \"echo SEKRIT-7\" «x»", "SEKRIT-7 is no number.", "is it 'SEKRIT-7'?").ShouldBe(
            "error DAG2001: *** is no number.\n --> iris.dag:1:{0}\n  |\n1 | run sh \"echo ***\" x\n  |                   ^\n  help: is it '***'?\n\n");
    }

    private static string Render(SecretTexts secrets, string source, string message = "no.", string? hint = null)
    {
        var error = new Marked(source).Error(message, hint);
        return new DiagnosticRenderer(new Paint(isOn: false), secrets).Render(error).Replace($":1:{error.At?.Start.Column}\n", ":1:{0}\n", StringComparison.Ordinal);
    }
}
