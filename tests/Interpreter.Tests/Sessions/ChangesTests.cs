namespace Dag.Interpreter.Tests.Sessions;

/// <summary>Small programs, each of which once showed a change that was not taken as it should be.</summary>
public class ChangesTests
{
    private const string Line = """
        task a { product Text; run sh "echo a" }
        task b { needs a; product Text; run sh "echo b" }
        task c { needs a; product Text; run sh "echo c" }
        task d { product Text; run sh "echo d" }

        """;

    [Theory]
    [InlineData("substitute a with d; rename d to e; show rdeps(e)", "tasks b c e")]
    [InlineData("substitute a with b; substitute a with d; show d..", "tasks b c d")]
    [InlineData("substitute a with b; substitute b with d; show d..", "tasks b c d")]
    [InlineData("substitute a with d; task e { needs a; product Text; run sh \"echo e\" }; show rdeps(d)", "tasks b c d e")]
    [InlineData("substitute a with d; substitute a with b; show a..", "tasks a b c")]
    [InlineData("substitute a with d; restore a; show a..", "tasks a b c")]
    [InlineData("rename a to e; show e..", "tasks e b c")]
    [InlineData("rename a to e; undo; show a..", "tasks a b c")]
    [InlineData("pin b = \"b\"; show ..b", "tasks b")]
    [InlineData("pin b = \"b\"; remove b; task b { needs a; product Text; run sh \"echo b\" }; show ..b", "tasks a b")]
    public async Task A_change_of_edges_is_seen_both_ways(string statements, string shown)
    {
        using var bench = new Bench(Line);
        (await bench.Say(statements)).Split('\n')[^1].ShouldBe(shown);
        NaiveCheck.EdgesOf(bench.Session.Program.Graph).ShouldBe(NaiveCheck.EdgesOf(Dag.Language.Declarations.TaskGraph.Of(bench.Session.Env)));
    }

    [Fact]
    public async Task What_is_written_down_makes_the_same_even_where_a_change_leant_on_one_that_is_gone()
    {
        using var bench = new Bench(Line);
        await bench.Say("pin b = \"one\"; pin c = \"one\"; disable a; pin b = \"two\"");
        (await bench.Say("diff")).ShouldBe("+ pin b = \"two\"\n+ pin c = \"one\"\n+ disable a");
        (await bench.Say($"save \"{bench.Folder}/copy.dag\"")).ShouldBe("saved copy.dag with 3");
        bench.EnvOf("copy.dag").ShouldBe(bench.Env);
    }

    [Theory]
    [InlineData("rename a to e; rename e to a", "")]
    [InlineData("rename a to e; pin d = \"x\"; rename e to a", "+ pin d = \"x\"")]
    [InlineData("rename a to e; rename e to f; rename f to e; rename e to a", "")]
    [InlineData("rename a to e; pin e = \"x\"; rename e to a", "+ pin a = \"x\"")]
    [InlineData("rename a to e; pin e = \"x\"; unpin e; disable d; rename e to a; pin a = \"y\"", "+ disable d\n+ pin a = \"y\"")]
    [InlineData("rename a to e; rename d to f; substitute e with f in b; rename e to a; rename f to d", "+ substitute a with d in b")]
    [InlineData("rename a to e; pin e = \"x\"; rename e to f; unpin f; pin f = \"y\"; rename f to e; rename e to a", "+ pin a = \"y\"")]
    [InlineData("rename a to e; task f { needs e; product Text; run sh \"echo $e\" }; rename e to a", "+ task f { needs a as e; product Text; run sh \"echo $e\" }")]
    [InlineData("rename d to e; remove e; task e { product Text; run sh \"echo 2\" }; rename e to d", "- task d { product Text; run sh \"echo d\" }\n+ remove d\n+ task d { product Text; run sh \"echo 2\" }")]
    public async Task A_name_that_was_given_back_is_no_difference_and_what_was_changed_meanwhile_was_changed_under_it(string statements, string diff)
    {
        using var bench = new Bench(Line);
        await bench.Say(statements);
        (await bench.Say("diff")).ShouldBe(diff);
    }

    [Theory]
    [InlineData("substitute a with b; substitute b with d; restore b; show rdeps(b)", "tasks b c")]
    [InlineData("substitute a with b; substitute b with d; restore b; restore a; show rdeps(a)", "tasks a b c")]
    [InlineData("substitute a with b in c; substitute b with d; restore b; show rdeps(b)", "tasks b c")]
    [InlineData("substitute a with b; substitute b with d; rename b to e; restore e; show rdeps(e)", "tasks e c")]
    public async Task What_went_along_with_a_substitution_comes_back_with_it(string statements, string shown)
    {
        using var bench = new Bench(Line);
        (await bench.Say(statements)).Split('\n')[^1].ShouldBe(shown);
    }

    [Fact]
    public async Task Of_two_overrides_the_first_stays_where_the_second_makes_what_that_one_said()
    {
        using var bench = new Bench("type Word : Text\n" + Line);
        await bench.Say("override task d { product Word; run sh \"echo 1\" }\noverride task d { run sh \"echo 2\" }");
        (await bench.Say($"save \"{bench.Folder}/copy.dag\"")).ShouldBe("saved copy.dag with 2");
        bench.EnvOf("copy.dag").ShouldBe(bench.Env);
    }

    [Fact]
    public async Task What_the_session_knows_of_tasks_can_be_asked_by_a_change_and_by_a_run_and_is_written_down_by_name()
    {
        using var bench = new Bench("task good { product Text; run => \"good\" }\ntask bad { product Text; run => good() }\ncode { string good() => throw new InvalidOperationException(\"no\"); }\ntask after { needs good, bad }\n");
        await bench.AskAsync("run good");
        await bench.AskAsync("run bad");
        (await bench.Say("run all where cached")).ShouldBe("good = good");
        (await bench.Say("disable(all where failed)..")).ShouldBe("changed bad after; stale: ; holding: good");
        (await bench.Say("diff")).ShouldBe("+ disable bad + after");
        (await bench.Say($"save \"{bench.Folder}/copy.dag\"")).ShouldBe("saved copy.dag with 1");
        bench.EnvOf("copy.dag").ShouldBe(bench.Env);
    }

    [Fact]
    public async Task A_task_behind_an_alias_is_changed_under_each_of_its_names()
    {
        using var bench = new Bench(
            "import \"low.dag\" as low\nimport \"etl.dag\" as etl\ntask main { needs etl.low.t, etl.u; product Text; run sh \"echo\" }\n",
            ("etl.dag", "import \"low.dag\" as low\ntask u { needs low.t; product Text; run sh \"echo u\" }\n"),
            ("low.dag", "task t { option n: Natural = 1; product Text; run sh \"echo t\" }\n"));
        (await bench.Say("show etl.low.t + low.t")).ShouldBe("tasks low.t");
        (await bench.Say("set etl.low.t.n = 2\noverride task etl.low.t { option n: Natural = 1; run sh \"echo 2\" }")).ShouldBe("changed low.t\nchanged low.t");
        (await bench.Say("rename etl.low.t to source; show source..")).ShouldBe("changed source etl.u main\ntasks source etl.u main");
        (await bench.Say("show low.t")).ShouldBe("DAG4018 `low.t` unknown task, type or option 'low.t'");
        (await bench.Say($"save \"{bench.Folder}/copy.dag\"")).ShouldBe("saved copy.dag with 3");
        bench.EnvOf("copy.dag").ShouldBe(bench.Env);
    }

    [Fact]
    public async Task Runs_that_cannot_be_written_down_are_remembered_for_the_session()
    {
        using var bench = new Bench("task a { option n: Natural = 1; cache memory; product Natural; run => n }");
        bench.Write(".dag/runs", "no folder");
        await bench.Say("run a; set a.n = 2");
        var why = System.Text.RegularExpressions.Regex.Replace(await bench.Say("why a"), @"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "then");
        why.ShouldBe("a would run: option n 1 -> 2 (set, <prompt>:1); last run then\nnot run before");
    }

    [Fact]
    public async Task What_was_made_by_the_same_work_is_not_stale_after_an_undo()
    {
        using var bench = new Bench("task a { option n: Natural = 1; product Natural; run => n }\ntask b { needs a; product Natural; run => a }");
        await bench.Say("run b; set a.n = 2; run b");
        (await bench.Say("undo")).ShouldBe("undone set a.n = 2; stale: ; holding: a b");
        (await bench.Say("redo")).ShouldBe("redone set a.n = 2; stale: ; holding: a b");
        (await bench.Say("set a.n = 3")).ShouldBe("changed a; stale: a b; holding: ");
    }

    [Fact]
    public async Task What_is_made_every_time_is_neither_cached_nor_stale()
    {
        using var bench = new Bench("task a { cache never; product Natural; run => 1 }\ntask b { product Natural; run => 2 }");
        await bench.Say("run a + b");
        (await bench.Say("show all where cached; show all where stale")).ShouldBe("tasks b (cached)\ntasks ");
    }
}
