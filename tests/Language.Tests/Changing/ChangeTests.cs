using Dag.Language.Declarations;
using Dag.Language.Loading;
using Dag.Language.Parsing;
using Dag.Language.Tests.Checking;
using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Language.Tests.Changing;

/// <summary>One Env to another by statements. The graph is <c>a -&gt; b -&gt; c</c>, with a task <c>d</c> of its own that makes what <c>a</c> makes.</summary>
public sealed class ChangeTests
{
    private const string Program = """
        task a { option n: Natural = 1; product Natural; run => n }
        task b { needs a; product Natural; run => a }
        task c { needs b; run => 1 }
        task d { product Natural; run => 4 }
        """;

    [Theory]
    [InlineData("substitute a with d", "a; b: d; c: b; d")]
    [InlineData("substitute a with d in b", "a; b: d; c: b; d")]
    [InlineData("substitute a with d\nrestore a", "a; b: a; c: b; d")]
    [InlineData("pin b = 5", "a; b = 5; c: b; d")]
    [InlineData("pin b = 5\nunpin b", "a; b: a; c: b; d")]
    [InlineData("disable c", "a; b: a; c: b off; d")]
    [InlineData("disable c\nenable c", "a; b: a; c: b; d")]
    [InlineData("remove c", "a; b: a; d")]
    [InlineData("remove b + c", "a; d")]
    [InlineData("rename a to first", "first; b: first; c: b; d")]
    [InlineData("override task b { needs d; product Natural; run => d }", "a; b: d; c: b; d")]
    [InlineData("set a.n = 3", "a n=3; b: a; c: b; d")]
    [InlineData("set a.n = 3\nunset a.n", "a; b: a; c: b; d")]
    [InlineData("task e { needs c; run => 1 }\nsubstitute b with d", "a; b: a; c: d; d; e: c")]
    public void A_change_makes_another_env(string statements, string expected)
    {
        var (before, after) = Change(statements);
        after.Diagnostics.ShouldBeEmpty();
        Describe(after.Env).ShouldBe(expected);
        Describe(before.Env).ShouldBe("a; b: a; c: b; d");
    }

    [Theory]
    [InlineData("substitute a with c", "DAG2302")]
    [InlineData("override task d { needs b; product Natural; run => b }\nsubstitute a with d", "DAG2301")]
    [InlineData("substitute c with d", "DAG2308")]
    [InlineData("restore a", "DAG2310")]
    [InlineData("unset a.n", "DAG2304")]
    [InlineData("remove a", "DAG2305")]
    [InlineData("disable b", "DAG2305")]
    [InlineData("rename a to b", "DAG2313")]
    [InlineData("pin c = 1", "DAG2311")]
    [InlineData("unpin b", "DAG2307")]
    [InlineData("set a.n = 3\noverride task a { product Natural; run => 1 }", "DAG2303")]
    [InlineData("substitute a with d\nremove d", "DAG2314")]
    public void A_change_that_would_leave_a_wrong_env_is_refused_whole(string statements, string code)
        => Change(statements).After.Diagnostics.Select(said => said.Code).ShouldBe([code]);

    private static (ModuleSet Before, ModuleSet After) Change(string statements)
    {
        var reader = new MemoryReader(("/w/main.dag", Program));
        var before = Loader.Load(reader, "/w/main.dag");
        before.Diagnostics.ShouldBeEmpty();
        return (before, Loader.LoadMore(reader, before, Parser.Parse(new SourceText("<more>", statements))));
    }

    // "b: a" needs a, "= 5" is pinned, "off" is disabled, "n=3" is set.
    private static string Describe(Env env) => string.Join("; ", env.Tasks.Values.Select(task =>
    {
        var now = env.Effective(task);
        var deps = now.Deps.IsEmpty ? "" : $": {string.Join(' ', now.Deps.Select(dep => dep.Task.Text))}";
        var pin = env.Pins.ContainsKey(task.Name) ? " = 5" : "";
        var set = string.Concat(env.Settings.Keys.Where(option => option.Task == task.Name).Select(option => $" {option.Name}={ValuePrinter.Print(env.Settings[option].Value)}"));
        return $"{task.Name}{set}{deps}{pin}{(env.Disabled.ContainsKey(task.Name) ? " off" : "")}";
    }));
}
