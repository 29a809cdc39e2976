using Dag.Repl.Editing;

namespace Dag.Repl.Tests.Prompting;

public sealed class SecretLinesTests
{
    [Theory]
    [InlineData("set upload.password = \"x\"", true)]
    [InlineData("run upload with upload.password = \"x\"", true)]
    [InlineData("run upload with pca.components = 1, upload.password = \"x\"", true)]
    [InlineData("set pca.components = 1; set upload.password = \"x\"", true)]
    [InlineData("set upload.pasword = \"x\"", true)]
    [InlineData("set uplod.password = \"x\"", true)]
    [InlineData("set upload.password \"x\"", true)]
    [InlineData("pin key = \"x\"", true)]
    [InlineData("task other { option k: Token = \"x\" }", true)]
    [InlineData("unset upload.password", true)]
    [InlineData("set pca.components = 3", false)]
    [InlineData("set pca.kernel = \"rbf\"", false)]
    [InlineData("run pca", false)]
    [InlineData("pca.Variances.Sum()", false)]
    [InlineData("", false)]
    public void A_line_that_may_hold_a_secret_is_known(string text, bool isSecret)
    {
        var env = Envs.Load(Envs.Source).Env;

        new SecretLines(name => env.FindTask(new(name)), name => env.FindType(new(name))).MayHoldSecret(text).ShouldBe(isSecret);
    }
}
