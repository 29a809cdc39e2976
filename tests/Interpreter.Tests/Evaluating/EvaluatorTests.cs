namespace Dag.Interpreter.Tests.Evaluating;

public sealed class EvaluatorTests
{
    private const string Program = """
        type Summary of PcaSummary
        type Counts of (int rows, int columns)
        type Numbers of double[]
        code {
            public sealed record PcaSummary(double[] Variances, string Name);
            static double Twice(double x) => x * 2;
        }
        task numbers { product Numbers; run => new[] { 1.0, 2.0, 3.5 } }
        task pca { needs numbers; product Summary; run => new PcaSummary(numbers, "pca") }
        task counts { product Counts; run => (2, 3) }
        task deploy { needs pca; run { } }
        """;

    [Fact]
    public async Task Products_are_variables_of_their_types()
    {
        using var bench = new PromptBench(Program);
        await bench.DoAsync("run pca + counts");
        (await bench.TypeAllAsync("pca.Variances.Sum()", "counts.rows + counts.columns", "pca.Name", "Twice(pca.Variances[0])", "new PcaSummary([1], \"mine\").Name"))
            .ShouldBe(["double 6.5", "int 5", "string pca", "double 2", "string mine"]);
    }

    [Fact]
    public async Task Variables_functions_types_and_usings_stay()
    {
        using var bench = new PromptBench(Program);
        (await bench.TypeAllAsync(
            "var x = 20;", "x + 1", "int Next(int n) => n + x;", "Next(2)", "x = 5;", "Next(2)",
            "record Row(string Name, int Count);", "var rows = new[] { new Row(\"a\", 1), new Row(\"b\", 2) };", "rows.Sum(row => row.Count)",
            "using System.Numerics;", "new Complex(3, 4).Magnitude", "await Task.FromResult(x)"))
            .ShouldBe(["", "int 21", "", "int 22", "", "int 7", "", "", "int 3", "", "double 5", "int 5"]);
    }

    [Fact]
    public async Task A_product_that_is_made_anew_is_seen_anew()
    {
        using var bench = new PromptBench(Program);
        await bench.DoAsync("run pca");
        (await bench.TypeAllAsync("double Total() => pca.Variances.Sum();", "Total()")).ShouldBe(["", "double 6.5"]);
        await bench.DoAsync("override task numbers { product Numbers; run => new[] { 10.0 } }");
        (await bench.TypeAsync("Total()")).ShouldBe("double 6.5");
        await bench.DoAsync("run pca");
        (await bench.TypeAllAsync("Total()", "pca.Variances.Length")).ShouldBe(["double 10", "int 1"]);
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_its_place_and_nothing_is_run()
    {
        using var bench = new PromptBench(Program);
        await bench.DoAsync("run numbers");
        (await bench.TypeAllAsync("pca.Variances", "1 + pac.Variances", "numbers.Lenght", "deploy", "numbers +", "numbers = [1];", "int.Parse(\"x\")", "string s = 5;", "s"))
            .ShouldBe(
            [
                "<prompt> 1:1-1:4 DAG3011 'pca' has not run yet Hint: run pca first",
                "<prompt> 1:5-1:8 DAG3010 C#: The name 'pac' does not exist in the current context (CS0103) Hint: did you mean 'pca'?",
                "<prompt> 1:9-1:15 DAG3010 C#: 'double[]' does not contain a definition for 'Lenght' (CS1061) Hint: did you mean 'Length'?",
                "<prompt> 1:1-1:7 DAG3012 task 'deploy' has no product",
                "<prompt> 1:10-1:10 DAG3014 incomplete C# expression",
                "<prompt> 1:1-1:8 DAG3010 C#: A readonly field cannot be assigned to (except in a constructor or init-only setter of the type in which the field is defined or a variable initializer) (CS0191)",
                "<prompt> 1:1-1:15 DAG5008 FormatException: The input string 'x' was not in a correct format.",
                "<prompt> 1:12-1:13 DAG3010 C#: Cannot implicitly convert type 'int' to 'string' (CS0029)",
                "<prompt> 1:1-1:2 DAG3010 C#: The name 's' does not exist in the current context (CS0103)",
            ]);
    }

    [Fact]
    public async Task A_product_goes_with_its_task()
    {
        using var bench = new PromptBench(Program);
        await bench.DoAsync("task more { needs numbers; product Numbers; run => numbers.Append(4.5).ToArray() }\nrun more");
        (await bench.TypeAllAsync("more.Length", "var kept = more.Length;", "int Count() => more.Length;")).ShouldBe(["int 4", "", ""]);
        await bench.DoAsync("undo");
        (await bench.TypeAllAsync("more.Length", "kept")).ShouldBe(
            ["<prompt> 1:1-1:5 DAG3013 task 'more' no longer exists Hint: redo restores what was undone", "int 4"]);
        await bench.DoAsync("redo");
        (await bench.TypeAsync("more.Length + Count()")).ShouldBe("int 8");
    }

    [Fact]
    public async Task Tasks_of_imported_files_are_seen_under_their_dotted_names()
    {
        using var bench = new PromptBench(
            "import \"etl.dag\" as etl\n",
            ("etl.dag", "using System.Numerics\ntype Text of string\ntype Point of (Complex at, Row row)\ncode { public record Row(int N); }\ntask load { product Text; run => \"rows\" }\ntask clean { needs load; product Point; run => (new Complex(3, 4), new Row(load.Length)) }\n"));
        (await bench.TypeAsync("etl.clean")).ShouldBe("<prompt> 1:1-1:4 DAG3011 'etl.clean' has not run yet Hint: run etl.clean first");
        await bench.DoAsync("run etl.load");
        (await bench.TypeAllAsync("etl.load.Length", "etl.clean.row")).ShouldBe(
            ["int 4", "<prompt> 1:5-1:10 DAG3011 'etl.clean' has not run yet Hint: run etl.clean first"]);
        await bench.DoAsync("run etl.clean");
        (await bench.TypeAllAsync("etl.load.Length", "etl.clean.at.Magnitude + etl.clean.row.N")).ShouldBe(["int 4", "double 9"]);
    }

    [Fact]
    public async Task Types_of_assemblies_are_the_same_in_files_in_what_is_changed_and_in_what_is_typed()
    {
        using var bench = new PromptBench(
            "reference \"lib/MathNet.Numerics.dll\"\nusing MathNet.Numerics.LinearAlgebra\ntype M of Matrix<double>\ntype N of double\ntask a { product M; run => Matrix<double>.Build.Dense(2, 2, 1.5) }\ntask b { needs a; product N; run => a[0, 0] }\n",
            [], ("lib/MathNet.Numerics.dll", Path.Combine(AppContext.BaseDirectory, "MathNet.Numerics.dll")));
        await bench.DoAsync("override task b { needs a; product N; run => a[1, 1] * 2 }\nrun b");
        (await bench.TypeAllAsync("a.RowCount", "b", "(a + Matrix<double>.Build.Dense(2, 2, 1))[0, 0]")).ShouldBe(["int 2", "double 3", "double 2.5"]);
    }

    [Fact]
    public async Task A_type_that_a_file_keeps_to_itself_is_an_object_here()
    {
        using var bench = new PromptBench("type R of Row\ncode { internal sealed record Row(int N); }\ntask a { product R; run => new Row(3) }\n");
        await bench.DoAsync("run a");
        (await bench.TypeAsync("a.ToString()")).ShouldBe("string Row { N = 3 }");
    }

    [Fact]
    public async Task Anonymous_types_stay_while_what_was_before_them_goes()
    {
        using var bench = new PromptBench(Program);
        (await bench.TypeAllAsync(
            "var x = 1;", "var pairs = new[] { new { Name = \"a\", N = x } };", "x = 2;", "var x = 3;", "pairs[0].N", "var y = new { Name = \"b\", N = 7 };",
            "var x = 4;", "pairs.Append(y).Sum(pair => pair.N) + x", "var pairs = 3;", "y.N + pairs"))
            .ShouldBe(["", "", "", "", "int 1", "", "", "int 12", "", "int 10"]);
    }

    [Fact]
    public async Task What_ignores_its_token_is_left_behind_and_what_looks_at_it_stops()
    {
        using var bench = new PromptBench(Program);
        using var cancel = new CancellationTokenSource();
        AppContext.SetData("dag.tests.cancel", cancel);
        const string Cancelled = "((CancellationTokenSource)AppContext.GetData(\"dag.tests.cancel\")).Cancel();";
        (await bench.TypeAsync($"{Cancelled} cancellation.ThrowIfCancellationRequested();", cancel.Token)).ShouldBe("stopped");

        using var again = new CancellationTokenSource();
        AppContext.SetData("dag.tests.cancel", again);
        (await bench.TypeAsync($"{Cancelled} var end = new ManualResetEventSlim(); AppContext.SetData(\"dag.tests.end\", end); end.Wait();", again.Token)).ShouldBe("left behind");
        (AppContext.GetData("dag.tests.end") as ManualResetEventSlim).ShouldNotBeNull().Set();
        (await bench.TypeAsync("1 + 1")).ShouldBe("int 2");
    }

    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("for (;;) { }")]
    [InlineData("do { } while (true);")]
    [InlineData("foreach (var n in Enumerable.Repeat(1, int.MaxValue)) foreach (var m in Enumerable.Repeat(1, int.MaxValue)) { }")]
    [InlineData("int Loop() { while (true) { try { } catch { } } } Loop()")]
    public async Task A_loop_that_was_typed_ends_though_it_does_not_look_at_cancellation(string loop)
    {
        using var bench = new PromptBench("");
        using var cancel = new CancellationTokenSource();
        AppContext.SetData("dag.tests.cancel", cancel);
        (await bench.TypeAsync($"((CancellationTokenSource)AppContext.GetData(\"dag.tests.cancel\")).Cancel(); {loop}", cancel.Token)).ShouldBe("stopped");
        (await bench.TypeAsync("var sum = 0; for (var i = 0; i < 3; i++) sum += i; sum")).ShouldBe("int 3");
    }

    [Fact]
    public async Task The_last_value_is_called_by_an_underscore()
    {
        using var bench = new PromptBench("task ten { product Natural; run => 10 }");
        (await bench.TypeAllAsync("2 + 1", "_ * 2", "var six = _;", "six", "_ = 5;", "_", "new { A = 1 }", "_", "new[] { 4, 5 }", "_.Select(_ => _ + 1).Sum()", "_ + _"))
            .ShouldBe(["int 3", "int 6", "", "int 6", "", "int 6", "<anonymous type: int A> {\"A\":1}", "int 6", "int[] [4,5]", "int 11", "int 22"]);
    }

    [Fact]
    public async Task Before_anything_was_given_an_underscore_is_unknown()
    {
        using var bench = new PromptBench("");
        (await bench.TypeAsync("_ + 1")).ShouldContain("CS0103");
    }

    [Fact]
    public async Task The_compiler_can_be_loaded_while_nobody_waits_for_it()
    {
        using var bench = new PromptBench(Program);
        var warming = bench.Evaluator.WarmAsync(bench.Scope);
        (await bench.TypeAsync("1 + 1")).ShouldBe("int 2");
        await warming;
    }

    [Theory]
    [InlineData("1 + 1", true)]
    [InlineData("if (true) {", false)]
    [InlineData("pca.Select(", false)]
    [InlineData("int F(int n)\n{\n", false)]
    [InlineData("int F(int n)\n{ return n; }", true)]
    [InlineData("var text = \"\"\"", false)]
    [InlineData("int F(int n)", false)]
    [InlineData("delegate int F(int n)", true)]
    [InlineData("if (true)", false)]
    [InlineData("if (true) F()", true)]
    [InlineData("if (true) F();\nelse", false)]
    [InlineData("class A", false)]
    [InlineData("record A(int X)", true)]
    [InlineData("try { }", false)]
    [InlineData("try", false)]
    [InlineData("do { } while (x)", true)]
    [InlineData("do { }", false)]
    [InlineData("x switch", false)]
    [InlineData("int x =", false)]
    [InlineData("[Obsolete]", false)]
    [InlineData("from i in xs", false)]
    [InlineData("from i in xs select i", true)]
    [InlineData("return", true)]
    [InlineData("var x = 3 // three", true)]
    [InlineData("sett model.lr = 3", true)]
    [InlineData("this is no C sharp", true)]
    public void A_text_is_whole_or_goes_on(string text, bool isComplete)
        => Dag.Interpreter.Code.Evaluating.ScriptLayout.IsWhole(text).ShouldBe(isComplete);
}
