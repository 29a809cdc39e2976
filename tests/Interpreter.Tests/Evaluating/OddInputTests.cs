namespace Dag.Interpreter.Tests.Evaluating;

public sealed class OddInputTests
{
    private const string Program = """
        type Summary of PcaSummary
        code { public sealed record PcaSummary(double[] Variances); }
        task pca { product Summary; run => new PcaSummary([1, 2]) }
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("// nothing", "")]
    [InlineData(";", "")]
    [InlineData("null", "object null")]
    [InlineData("return 5;", "int 5")]
    [InlineData("(int x) => x + 1", "Func<int, int> System.Func`2[System.Int32,System.Int32]")]
    [InlineData("new { A = 1 }", "<anonymous type: int A> {\"A\":1}")]
    [InlineData("(n: 1, t: \"x\")", "(int n, string t) {\"Item1\":1,\"Item2\":\"x\"}")]
    [InlineData("await Task.Delay(0)", "")]
    [InlineData("typeof(pca)", "<prompt> 1:8-1:11 DAG3010 C#: The type or namespace name 'pca' could not be found (CS0246)")]
    [InlineData("#load \"x\"", "<prompt> 1:1-1:10 DAG3010 C#: Source file references are not supported (CS8099)")]
    [InlineData("#r \"x.dll\"", "<prompt> 1:1-1:11 DAG3010 C#: Metadata references are not supported (CS7099)")]
    [InlineData("namespace X { }", "<prompt> 1:1-1:10 DAG3010 C#: Cannot declare namespace in script code (CS7021)")]
    [InlineData("yield return 1;", "<prompt> 1:1-1:6 DAG3010 C#: Cannot use 'yield' in top-level script code (CS7020)")]
    [InlineData("}", "<prompt> 1:1-1:2 DAG3010 C#: Member definition, statement, or end-of-file expected (CS7017)")]
    [InlineData("record A(int N); new A(1) == new A(1)", "bool true")]
    [InlineData("record A(int N) { public Func<int> F = () => Math.Abs(1); const string Name = nameof(A); static int S = Math.Abs(2); } new A(1).F()", "int 1")]
    [InlineData("string s = 5", "<prompt> 1:12-1:13 DAG3010 C#: Cannot implicitly convert type 'int' to 'string' (CS0029)")]
    [InlineData("int x = ", "<prompt> 1:8-1:8 DAG3014 incomplete C# expression")]
    [InlineData("1 +", "<prompt> 1:4-1:4 DAG3014 incomplete C# expression")]
    [InlineData("\"abc", "<prompt> 1:1-1:1 DAG3010 C#: Newline in constant (CS1010)")]
    [InlineData("\0", "<prompt> 1:1-1:1 DAG3010 C#: Unexpected character '\\0' (CS1056)")]
    [InlineData("1 2", "<prompt> 1:3-1:4 DAG3010 C#: ; expected (CS1002)")]
    [InlineData("int F() { throw new Exception(\"no\"); }\nF()", "<prompt> 1:1-2:4 DAG5008 Exception: no")]
    public async Task Anything_may_be_typed(string input, string expected)
    {
        using var bench = new PromptBench(Program);
        await bench.DoAsync("run pca");
        (await bench.TypeAllAsync(input, "pca.Variances.Length")).ShouldBe([expected, "int 2"]);
    }

    [Theory]
    [InlineData("int F(int n) => F(n + 1) + 1;\nF(0)")]
    [InlineData("int F(int n) { return F(n + 1) + 1; }\nF(0)")]
    [InlineData("int n = 0; void F() => n = G(); int G() { F(); return n + 1; }\nF()")]
    [InlineData("Func<int, int> f = null; f = n => f(n + 1) + 1;\nf(0)")]
    [InlineData("Func<int> f = null; f = delegate { return f() + 1; };\nf()")]
    [InlineData("int P => P + 1;\nP")]
    [InlineData("class A { public int this[int n] => this[n + 1] + 1; }\nnew A()[0]")]
    [InlineData("class A { public int P { get => P + 1; } }\nnew A().P")]
    [InlineData("class A { public int N; public A() => N = new A().N + 1; }\nnew A()")]
    [InlineData("class A { public static int operator +(A a, A b) => (a + b) + 1; }\nnew A() + new A()")]
    [InlineData("record A { public override string ToString() => ToString() + 1; }\n$\"{new A()}\"")]
    [InlineData("void G() { int L(int n) => L(n + 1) + 1; L(0); }\nG()")]
    [InlineData("class A { A a = new A(); }\nnew A()")]
    [InlineData("class A { public A Next { get; } = new(); }\nnew A()")]
    [InlineData("class A { List<A> all = [new()]; }\nnew A()")]
    [InlineData("record A { public A? Next { get; set; } }\nvar a = new A(); a.Next = a; a.ToString()")]
    [InlineData("record A { public A? Next { get; set; } }\nvar a = new A(); a.Next = a; a.GetHashCode()")]
    [InlineData("sealed record A { public A? Next; public int N; }\nvar a = new A(); a.Next = a; var b = new A(); b.Next = b; a == b")]
    [InlineData("abstract record A; record B<T>(T Value) : A { public A? Next { get; set; } }\nvar a = new B<int>(1); a.Next = a; a.GetHashCode()")]
    public async Task What_calls_itself_without_end_is_ended_and_the_prompt_goes_on(string input)
    {
        using var bench = new PromptBench(Program);
        (await bench.TypeAllAsync(input, "1 + 1")).Select(line => line[Math.Max(0, line.IndexOf("DAG", StringComparison.Ordinal))..]).ShouldBe(
        [
            "DAG5008 InsufficientExecutionStackException: Insufficient stack to continue executing the program safely. This can happen from having too many functions on the call stack or function on the stack using too much stack space. Hint: the recursion is too deep, or never ends",
            "int 2",
        ]);
    }

    [Fact]
    public async Task What_is_written_too_deep_for_a_visitor_compiles_all_the_same()
    {
        using var bench = new PromptBench(Program);
        var sum = string.Concat(Enumerable.Repeat("1 + ", 20_000));
        (await bench.TypeAllAsync($"{sum}1", $"new[] {{ 1 }}.Select(n => Math.Abs(n) + {sum}1).Sum()")).ShouldBe(["int 20001", "int 20002"]);
    }

    [Fact]
    public async Task What_looks_for_stack_first_means_what_it_meant()
    {
        using var bench = new PromptBench(Program);
        (await bench.TypeAllAsync(
            "System.Linq.Expressions.Expression<Func<int, int>> e = n => Math.Abs(n);", "e.Compile()(-2)", "new[] { -1, -2 }.Select(n => Math.Abs(n)).Sum()",
            "int last = 0; new List<int> { 1, 2 }.ForEach(n => last = Math.Max(n, last));", "last", "ref int First(int[] xs) => ref xs[0];", "First(new[] { 7 })",
            "int Never() => throw new FormatException(\"no\");", "Never()", "IEnumerable<int> Three() { yield return 1; yield return 2; yield return 3; }", "Three().Sum()",
            "int Deep(int n) => n == 0 ? 0 : 1 + Deep(n - 1);", "Deep(5000)", "await Task.Run(() => Deep(3))", "int Wrong() => nothing;"))
            .ShouldBe(
            [
                "", "int 2", "int 3", "", "int 2", "", "int 7", "", "<prompt> 1:1-1:8 DAG5008 FormatException: no", "", "int 6", "", "int 5000", "int 3",
                "<prompt> 1:16-1:23 DAG3010 C#: The name 'nothing' does not exist in the current context (CS0103)",
            ]);
    }

    [Fact]
    public async Task Whatever_C_sharp_declares_is_there_for_the_next_input()
    {
        using var bench = new PromptBench(Program);
        await bench.DoAsync("run pca");
        (await bench.TypeAllAsync(
            "var (a, b) = (1, 2);", "a + b", "int.TryParse(\"5\", out var five)", "five", "const int C = 3;", "C", "enum E { A }", "E.A", "interface I { int N { get; } }",
            "record struct P(int N) : I;", "((I)new P(3)).N", "static int Sum(this int[] n) => 5;", "new[] { 1 }.Sum()", "int N { get; set; } = 6;", "N", "async Task<int> G() { await Task.Yield(); return 3; }",
            "await G()", "record PcaSummary(int Mine);", "new PcaSummary(3).Mine", "using static System.Math;", "Sqrt(4)", "using X = System.Text.StringBuilder;", "new X().Length", "var pca = 4;", "pca"))
            .ShouldBe(["", "int 3", "bool true", "int 5", "", "int 3", "", "E A", "", "", "int 3", "", "int 5", "", "int 6", "", "int 3", "", "int 3", "", "double 2", "", "int 0", "", "int 4"]);
    }

    [Fact]
    public async Task What_leans_on_code_that_was_read_again_is_gone_and_the_rest_stays()
    {
        using var bench = new PromptBench(Program);
        await bench.DoAsync("run pca");
        (await bench.TypeAllAsync("var summary = pca;", "var sum = pca.Variances.Sum();", "var x = 42;", "double Twice() => x * 2;")).ShouldBe(["", "", "", ""]);
        bench.Write("main.dag", Program.Replace("[1, 2]", "[1, 2, 3]"));
        await bench.DoAsync("reload");
        (await bench.TypeAllAsync("pca", "summary", "Twice()")).ShouldBe(
        [
            "<prompt> 1:1-1:4 DAG3011 the product of 'pca' is no longer cached Hint: run pca first",
            "<prompt> 1:1-1:8 DAG3010 C#: The name 'summary' does not exist in the current context (CS0103)",
            "double 84",
        ]);
        await bench.DoAsync("run pca");
        (await bench.TypeAllAsync("pca.Variances.Length", "new PcaSummary([x]).Variances[0]")).ShouldBe(["int 3", "double 42"]);
    }
}
