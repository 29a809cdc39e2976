namespace Dag.EndToEnd.Tests.Running;

/// <summary>Bodies that would take the whole process with them: the task fails, it is named, and what else there is to do is done.</summary>
public sealed class ProcessEndingTests : IDisposable
{
    private readonly DagProcess dag = new();

    public static TheoryData<string, string> Bodies => new()
    {
        { "{ Environment.Exit(0); return 1; }", "DAG5030: task 'd' ended the process" },
        { "{ Environment.Exit(3); return 1; }", "DAG5030: task 'd' ended the process" },
        { "{ try { System.Environment.FailFast(\"no\"); } catch { } return 1; }", "DAG5030: task 'd' ended the process" },
        { "{ typeof(Environment).GetMethod(\"Exit\").Invoke(null, new object[] { 0 }); return 1; }", "DAG5030: task 'd' ended the process" },
        { "{ await Task.Yield(); await Task.Run(() => Environment.Exit(0)); return 1; }", "DAG5030: task 'd' ended the process" },
        { "{ var t = new Thread(() => Environment.Exit(0)); t.Start(); t.Join(); return 1; }", "DAG5030: task 'd' ended the process" },
        { "{ async void V() { await Task.Yield(); throw new FormatException(\"lost\"); } V(); await Task.Delay(5000); return 1; }", "DAG5031: task 'd' failed: unhandled FormatException: lost" },
        { "{ var t = new Thread(() => throw new FormatException(\"lost\")); t.Start(); t.Join(); await Task.Delay(5000); return 1; }", "DAG5031: task 'd' failed: unhandled FormatException: lost" },
        { "{ using var t = new Timer(_ => throw new FormatException(\"lost\"), null, 1, -1); await Task.Delay(5000); return 1; }", "DAG5031: task 'd' failed: unhandled FormatException: lost" },
        { "{ int F(int x) => F(x + 1) + 1; return F(0); }", "DAG5032: task 'd' failed: stack overflow: the recursion is too deep, or never ends" },
        { "{ Func<int, int> f = null; f = x => f(x + 1) + 1; return f(0); }", "DAG5032: task 'd' failed: stack overflow: the recursion is too deep, or never ends" },
        { "=> Odd(1)", "DAG5032: task 'd' failed: stack overflow: the recursion is too deep, or never ends" },
        { "=> new Node().Depth", "DAG5032: task 'd' failed: stack overflow: the recursion is too deep, or never ends" },
        { "=> new Node()[1]", "DAG5032: task 'd' failed: stack overflow: the recursion is too deep, or never ends" },
        { "=> $\"{new Node()}\".Length", "DAG5032: task 'd' failed: stack overflow: the recursion is too deep, or never ends" },
        { "=> (new Node() + new Node()).Own", "DAG5032: task 'd' failed: stack overflow: the recursion is too deep, or never ends" },
        { "=> new Node().GetHashCode()", "DAG5032: task 'd' failed: stack overflow: the recursion is too deep, or never ends" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_that_takes_the_process_down_fails_and_is_named(string body, string message)
    {
        dag.With("main.dag", $$"""
            code {
                static int Odd(int x) => Even(x + 1) + 1;
                static int Even(int x) { return Odd(x + 1) + 1; }
                public sealed class Node {
                    public int Own = 1;
                    public int Depth => Depth + 1;
                    public int this[int i] { get => this[i + 1] + 1; }
                    public override string ToString() => $"<{this}>";
                    public override int GetHashCode() => HashCode.Combine(this);
                    public static Node operator +(Node a, Node b) { var c = a + b; c.Own++; return c; }
                }
            }
            task d { product Integer; run {{body}} }
            task after { needs d; run { Console.WriteLine("deployed"); } }
            task other { product Text; run => "other" }
            """);

        var ended = dag.Run("run", "main.dag", "after", "other", "--keep-going", "-j", "1");

        (ended.Exit, ended.Output, ended.Error.Split('\n')[0]).ShouldBe((1, "other\n", "error " + message));
        ended.Error.ShouldNotContain("0.dag");
        ended.Error.ShouldNotContain("deployed");
    }

    [Fact]
    public void What_a_body_has_left_behind_and_throws_after_its_end_is_said_and_is_no_success()
    {
        dag.With("main.dag", """
            task d { product Integer; run { async void V() { await Task.Delay(200); throw new FormatException("late"); } V(); return 1; } }
            task after { needs d; product Text; run { await Task.Delay(2000); return "after"; } }
            """);

        dag.Run("run", "main.dag", "after").Whole.ShouldBe("""
            exit 1
            out: after
            error DAG6031: FormatException was thrown by task 'd' after it had ended: late
              help: await what a body starts before it ends
            """);
    }

    [Fact]
    public void What_a_body_has_left_behind_and_ends_the_process_after_its_end_is_said_and_is_no_success()
    {
        dag.With("main.dag", """
            task d { product Integer; run { async void V() { await Task.Delay(300); Environment.Exit(0); } V(); return 1; } }
            task after { needs d; product Text; run sh "sleep 3; echo after" }
            """);

        var ended = dag.Run("run", "main.dag", "after");

        (ended.Exit, ended.Output, ended.Error.Split('\n')[0]).ShouldBe((1, "", "error DAG6030: C# of the program ended the process"));
    }

    public void Dispose() => dag.Dispose();
}
