using Dag.Interpreter.Code.Evaluating;

namespace Dag.Interpreter.Tests.Evaluating;

public sealed class CSharpCallsTests
{
    private const string Program = """
        code {
            public sealed record Pair(int Left, string Right);
            static double Scaled(double x, double by = 2) => x * by;
        }
        task ten { product Natural; run => 10 }
        """;

    // '|' is the cursor.
    [Theory]
    [InlineData("Scaled(|", "0: double Scaled(double x, [double by]) <x: double x; by: double by = 2>")]
    [InlineData("Scaled(1, |)", "1: double Scaled(double x, [double by]) <x: double x; by: double by = 2>")]
    [InlineData("new Pair(1, |", "1: Pair(Pair original) <original: Pair original> / Pair(int Left, string Right) <Left: int Left; Right: string Right>", false)]
    [InlineData("ten.CompareTo(|)", "0: int CompareTo(int value) <value: int value> / int CompareTo(object? value) <value: object? value>")]
    [InlineData("Scaled(ten.CompareTo(1), |)", "1: double Scaled(double x, [double by]) <x: double x; by: double by = 2>")]
    [InlineData("Scaled(1)|", "0: ")]
    [InlineData("ten + |", "0: ")]
    [InlineData("nothing(|", "0: ")]
    public async Task What_is_called_is_known_with_the_argument_at_the_cursor(string marked, string called, bool isWhole = true)
    {
        using var bench = new PromptBench(Program);
        await bench.DoAsync("run ten");
        var found = new CSharpCalls(bench.Evaluator).At(bench.Scope, marked.Replace("|", ""), marked.IndexOf('|'));
        var lines = found.All.Select(each => $"{each.Signature} <{string.Join("; ", each.Parameters.Select(parameter => $"{parameter.Name}: {parameter.About}"))}>").Order(StringComparer.Ordinal);
        var line = $"{found.Argument}: {string.Join(" / ", lines)}";
        if (isWhole)
            line.ShouldBe(called);
        else
            line.ShouldEndWith(called.Split(" / ")[^1]);
    }

    [Fact]
    public async Task A_member_of_DotNet_and_of_dag_has_its_summary()
    {
        using var bench = new PromptBench(Program);
        await bench.TypeAsync("var file = DagFile.Of(\"x\");");
        var members = new CSharpCompletion(bench.Evaluator).At(bench.Scope, "file.ReadLi", 11).Members;
        members.ShouldHaveSingleItem().FindDocumentation.ShouldNotBeNull()().ShouldNotBeNull().ShouldNotBeEmpty();
    }
}
