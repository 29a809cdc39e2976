namespace Dag.Interpreter.Tests.Sessions;

public sealed class EnvTextTests
{
    [Theory]
    [InlineData("retry 2")]
    [InlineData("retry 2 backoff 2s")]
    [InlineData("retry 2 backoff 2s jitter")]
    [InlineData("retry 2 backoff 2s to 5s jitter")]
    [InlineData("product File \"a b.txt\"")]
    [InlineData("publish \"results/a.txt\"")]
    public void A_clause_is_shown_as_it_is_written(string clause)
    {
        using var bench = new Bench($"task a {{ {(clause.StartsWith("publish") ? "product Text; " : "")}{clause}; run sh \"true\" }}");
        bench.Env.Split('\n').Select(line => line.Trim()).ShouldContain(clause);
    }
}
