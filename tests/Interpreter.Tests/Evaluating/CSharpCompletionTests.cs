using Dag.Interpreter.Code.Evaluating;

namespace Dag.Interpreter.Tests.Evaluating;

public sealed class CSharpCompletionTests
{
    private const string Program = """
        import "etl.dag" as etl
        type Summary of PcaSummary
        type Numbers of double[]
        code {
            public sealed record PcaSummary(double[] Variances, string Name) { public double First() => Variances[0]; public double First(int skip) => Variances[skip]; }
            static double Twice(double x) => x * 2;
            static double Explained(this PcaSummary summary) => summary.Variances.Sum();
        }
        task numbers { product Numbers; run => new[] { 1.0, 2.0, 3.5 } }
        task pca { needs numbers; product Summary; run => new PcaSummary(numbers, "pca") }
        """;

    [Fact]
    public async Task After_a_dot_stand_the_members_of_what_is_left_of_it()
    {
        using var bench = await BenchAsync();
        Complete(bench, "pca.|").ShouldBe(
        [
            "4..4", "Method void Deconstruct(out double[] Variances, out string Name)", "Method double First() (+ 1 more)", "Property string Name", "Property double[] Variances",
            "Extension double Explained()", "Method bool Equals(object? obj) (+ 1 more)", "Method int GetHashCode()", "Method Type GetType()", "Method string ToString()",
        ]);
        Complete(bench, "1 + pca.na| + 2").ShouldBe(["8..10", "Property string Name"]);
        Complete(bench, "pca?.Va|").ShouldBe(["5..7", "Property double[] Variances"]);
        Complete(bench, "pca.Variances.Select(v => v.Compare|").ShouldBe(["28..35", "Method int CompareTo(object? value) (+ 1 more)"]);
        Complete(bench, "pca.Variances.Su|").ShouldBe(["14..16", "Extension double Sum() (+ 10 more)"]);
        Complete(bench, "kept.PadL|").ShouldBe(["5..9", "Method string PadLeft(int totalWidth) (+ 1 more)"]);
        Complete(bench, "Math.Sq|").ShouldBe(["5..7", "Method double Sqrt(double d)"]);
        Complete(bench, "etl.|").ShouldBe(["4..4", "Product string load"]);
        Complete(bench, "System.Text.Js|").ShouldBe(["12..14", "Namespace namespace Json"]);
        Complete(bench, "using System.Nume|").ShouldBe(["13..17", "Namespace namespace Numerics"]);
    }

    [Fact]
    public async Task Elsewhere_stand_the_names_that_can_be_seen()
    {
        using var bench = await BenchAsync();
        Complete(bench, "|").Where(line => !line.StartsWith("Keyword", StringComparison.Ordinal)).ShouldBe(
        [
            "0..0", "Product etl.load", "Product double[] numbers", "Product PcaSummary pca", "Type record PcaSummary", "Method double Twice(double x)", "Variable string kept",
        ]);
        Complete(bench, "Twice(pc|)").ShouldBe(["6..8", "Product PcaSummary pca", "Type record PcaSummary"]);
        Complete(bench, "forea|").ShouldBe(["0..5", "Keyword keyword"]);
        Complete(bench, "new PcaS|").ShouldBe(["4..8", "Type record PcaSummary"]);
        Complete(bench, "pca.Variances.Select(variance => varian|").ShouldBe(["33..39", "Variable double variance"]);
    }

    [Theory]
    [InlineData("\"pca.|\"")]
    [InlineData("// pca.|")]
    [InlineData("12|")]
    [InlineData("nothing.|")]
    public async Task Nothing_stands_in_a_text_a_comment_a_number_and_after_what_is_unknown(string text)
    {
        using var bench = await BenchAsync();
        Complete(bench, text).Length.ShouldBe(1);
    }

    [Fact]
    public async Task In_a_body_that_is_being_written_stand_its_deps_and_options_and_the_context()
    {
        using var bench = await BenchAsync();
        CompleteInStatement(bench, "task a { needs pca, etl.load as rows; option n: Natural = 1; run => pca.Va|").ShouldBe(["Va", "Property double[] Variances"]);
        CompleteInStatement(bench, "override task numbers {\n  option n: Natural\n  product Numbers\n  run {\n    var half = n / 2.0;\n    return half.Compare|")
            .ShouldBe(["Compare", "Method int CompareTo(object? value) (+ 1 more)"]);
        CompleteInStatement(bench, "task a { needs pca, etl.load as rows; option n: Natural = 1; run { rows.PadL|").ShouldBe(["PadL", "Method string PadLeft(int totalWidth) (+ 1 more)"]);
        CompleteInStatement(bench, "task a { needs pca, etl.load as rows; option n: Natural = 1; product Text; run => |").Where(line => !line.StartsWith("Keyword", StringComparison.Ordinal)).ShouldBe(
        [
            "", "Variable int n", "Variable PcaSummary pca", "Variable string rows", "Variable TaskContext task", "Type record PcaSummary", "Method double Twice(double x)",
        ]);
        CompleteInStatement(bench, "task a { run => task.Dir|").ShouldBe(["Dir", "Property string Directory"]);
    }

    [Fact]
    public async Task In_other_C_sharp_of_a_statement_stands_what_that_sees()
    {
        using var bench = await BenchAsync();
        CompleteInStatement(bench, "pin numbers => Enumerable.Rep|").ShouldBe(["Rep", "Method IEnumerable<TResult> Repeat<TResult>(TResult element, int count)"]);
        CompleteInStatement(bench, "pin pca => new PcaS|").ShouldBe(["PcaS", "Type record PcaSummary"]);
        CompleteInStatement(bench, "type Short : Summary where value.Na|").ShouldBe(["Na", "Property string Name"]);
        CompleteInStatement(bench, "type Few list of Numbers where value.CountB|").ShouldBe(["CountB", "Extension IEnumerable<KeyValuePair<TKey, int>> CountBy<double[], TKey>(Func<double[], TKey> keySelector, [IEqualityComparer<TKey>? keyComparer])"]);
        CompleteInStatement(bench, "type Day of DateOnly where value.DayN|").ShouldBe(["DayN", "Property int DayNumber"]);
        CompleteInStatement(bench, "code { static int Size(PcaSummary s) => s.Na|").ShouldBe(["Na", "Property string Name"]);
    }

    [Theory]
    [InlineData("task a { run => \"pca.|\"")]
    [InlineData("task a { run { // pca.|")]
    [InlineData("task a { run => kept.|")]
    [InlineData("task a { run => pca.|")]
    [InlineData("task a { option n: Nat|")]
    [InlineData("task a { run => 1 }\nse|")]
    [InlineData("using System.Te|")]
    public async Task In_a_statement_nothing_of_C_sharp_stands_outside_of_it_and_no_variable_of_the_prompt(string text)
    {
        using var bench = await BenchAsync();
        CompleteInStatement(bench, text).Length.ShouldBe(1);
    }

    private static string[] CompleteInStatement(PromptBench bench, string text)
    {
        var caret = text.IndexOf('|');
        var list = new CSharpCompletion(bench.Evaluator).InStatement(bench.Scope, text.Remove(caret, 1), caret);
        return [text[list.Replaces.Start..list.Replaces.End], .. list.Members.Select(member => $"{member.Kind} {member.Signature}")];
    }

    private static string[] Complete(PromptBench bench, string text)
    {
        var caret = text.IndexOf('|');
        var list = new CSharpCompletion(bench.Evaluator).At(bench.Scope, text.Remove(caret, 1), caret);
        return [list.Replaces.ToString(), .. list.Members.Select(member => $"{member.Kind} {member.Signature}")];
    }

    private static async Task<PromptBench> BenchAsync()
    {
        var bench = new PromptBench(Program, ("etl.dag", "type Text of string\ntask load { product Text; run => \"rows\" }\n"));
        await bench.DoAsync("run all");
        (await bench.TypeAsync("var kept = \"text\";")).ShouldBe("");
        return bench;
    }
}
