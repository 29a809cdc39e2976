using Dag.Interpreter.Tests.Sessions;

namespace Dag.Interpreter.Tests.Masking;

/// <summary>A product of an ordinary type with a secret in it: it is said, and not stored.</summary>
public sealed class ProductsWithSecretsTests
{
    [Theory]
    [InlineData("Text", "=> \"key: \" + key", true)]
    [InlineData("Pairs", "=> [new(\"a\", key)]", true)]
    [InlineData("Bytes", "=> System.Text.Encoding.UTF8.GetBytes(\"a\" + key)", true)]
    [InlineData("Text", "=> Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(\"x\" + key + \"y\"))", true)]
    [InlineData("Text", "=> \"https://a.b/?k=\" + Uri.EscapeDataString(key)", true)]
    [InlineData("File", "sh \"echo $key > $OUT\"", true)]
    [InlineData("Folder", "sh \"mkdir $OUT; echo a > $OUT/a; printf 'x%s' \\\"$key\\\" > $OUT/b\"", true)]
    [InlineData("Secret", "=> key + \"!\"", false)]
    [InlineData("Natural", "=> key.Length", false)]
    [InlineData("Text", "sh \"echo ${#key}\"", false)]
    public async Task It_is_said_and_not_stored(string product, string run, bool isSaid)
    {
        using var bench = new Bench($$"""
            code { record Pair(string A, string B); }
            type Pairs of Pair[]
            task a { option key: Secret = "a secret/of some length"; product {{product}}{{(product == "Secret" ? "" : "; cache disk")}}; run {{run}} }
            """);
        var said = await bench.Say("run a");
        said.Contains("DAG5070").ShouldBe(isSaid, said);
        bench.Record("a").ShouldBe(isSaid || product == "Secret" ? "memory 0" : "disk 0");
    }
}
