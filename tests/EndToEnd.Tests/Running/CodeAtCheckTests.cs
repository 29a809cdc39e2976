namespace Dag.EndToEnd.Tests.Running;

/// <summary>C# of a file that asks for more than an answer while the file is only checked: the type is named, the file does not pass, and without running code it is not asked.</summary>
public sealed class CodeAtCheckTests : IDisposable
{
    private const string Tasks = "\ntask a { option o: T = 3; product Text; run => \"a\" }\n";

    private readonly DagProcess dag = new();

    public static TheoryData<string, string> Programs => new()
    {
        { "code { static bool F() { System.Environment.Exit(0); return true; } }\ntype T of int where F()", "DAG4030: the predicate of 'T' ended the process" },
        { "type T of int where typeof(Environment).GetMethod(\"Exit\").Invoke(null, new object[] { 0 }) is null", "DAG4030: the predicate of 'T' ended the process" },
        { "code { static class S { public static int X; static S() { Environment.FailFast(\"no\"); } } }\ntype T of int where S.X == 0", "DAG4030: the predicate of 'T' ended the process" },
        { "code { public static class M { [System.Runtime.CompilerServices.ModuleInitializer] public static void I() { Environment.Exit(0); } } }\ntype T of int where value > 0", "DAG4030: the predicate of 'T' ended the process" },
        { "code { public sealed class R { public int A { get; set; } public R() { Environment.Exit(0); } } }\ntype Q of R\ntype T of int\ntask q { option r: Q = { A: 1 }; run { } }", "DAG4030: the predicate of 'Q' ended the process" },
        { "type T of int where ((Func<bool>)(() => { while (true) { } }))()", "DAG4031: the predicate of 'T' did not end within 10 seconds" },
        { "code { static List<byte[]> all = []; static bool F() { while (true) all.Add(new byte[1 << 20]); } }\ntype T of int where F()", "DAG4032: the predicate of 'T' used more than" },
        { "code { static bool F() { var t = new Thread(() => throw new Exception(\"lost\")); t.Start(); t.Join(); Thread.Sleep(300); return true; } }\ntype T of int where F()", "DAG4033: the predicate of 'T' threw an unhandled exception: Exception: lost" },
        { "code { static bool F(int n) => !F(n + 1); }\ntype T of int where F(value)", "DAG4003: invalid value for option 'a.o' (default, main.dag:3): 3 is not a 'T': the recursion of its predicate is too deep, or never ends" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_file_whose_code_does_not_come_to_an_answer_is_wrong_and_its_type_is_named(string program, string message)
    {
        dag.With("main.dag", program + Tasks);

        var ended = dag.Run("check", "main.dag");

        ended.Exit.ShouldBe(3);
        ended.Error.ShouldStartWith("error " + message);
    }

    [Fact]
    public void What_is_wrong_besides_is_said_too()
    {
        dag.With("main.dag", "type T of int where ((Func<bool>)(() => { Environment.Exit(0); return true; }))()\ntask z { option n: Natural = -1; product Text; run => \"z\" }" + Tasks);

        dag.Run("check", "main.dag").Error.Split('\n').Where(line => line.StartsWith("error", StringComparison.Ordinal))
            .ShouldBe(["error DAG4030: the predicate of 'T' ended the process", "error DAG4003: invalid value for option 'z.n' (default, main.dag:2): -1 is not a 'Natural'"]);
    }

    [Theory]
    [InlineData("check", "main.dag")]
    [InlineData("query", "main.dag", "all")]
    [InlineData("graph", "main.dag")]
    [InlineData("plan", "main.dag", "a")]
    [InlineData("help", "main.dag")]
    public void Without_running_code_none_of_it_runs(params string[] words)
    {
        var witness = Path.Combine(dag.Folder, "ran");
        dag.With("main.dag", $$"""
            code {
                public static class W { public static bool Mark() { System.IO.File.WriteAllText("{{witness}}", "x"); return true; } }
                public static class M { [System.Runtime.CompilerServices.ModuleInitializer] public static void I() => W.Mark(); }
                public sealed class R { public int A { get; set; } public R() { W.Mark(); } }
                public sealed record P(string S) : IParsable<P> {
                    public static P Parse(string s, IFormatProvider? f) { W.Mark(); return new(s); }
                    public static bool TryParse(string? s, IFormatProvider? f, out P r) { W.Mark(); r = new(s ?? ""); return true; }
                }
            }
            type T of int where W.Mark() else "no, {W.Mark()}"
            type Records of R
            type Parsed of P where W.Mark()
            task q { option r: Records = { A: 1 }; option p: Parsed = "x"; run { } }
            task a { option o: T = 3; product Text; run => "a" }
            test "t" { set a.o = 4; expect a where value == "a" }
            """);

        dag.Run([.. words, "--no-run-code"]).Exit.ShouldBe(0);

        File.Exists(witness).ShouldBeFalse();
    }

    [Fact]
    public void A_plan_that_needs_a_value_that_only_code_can_make_says_so()
    {
        dag.With("main.dag", "code { public sealed record R(int A); }\ntype T of R\ntask a { option o: T = { A: 3 }; product Text; run => \"a\" }\n");

        dag.Run("plan", "main.dag", "a", "--no-run-code").Whole.ShouldBe("""
            exit 4
            error DAG4034: cannot read option 'a.o' without running C#: the program defines its type 'T'
             --> main.dag:3:24
              |
            3 | task a { option o: T = { A: 3 }; product Text; run => "a" }
              |                        ^^^^^^^^
              help: remove --no-run-code
            """);
    }

    public void Dispose() => dag.Dispose();
}
