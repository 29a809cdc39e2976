using Dag.Interpreter.Tests.Fingerprinting;

namespace Dag.Interpreter.Tests.Sessions;

/// <summary>What a later text declares and changes, at the prompt and in a file, is used by what comes after it, and only by that.</summary>
public class LaterTextsTests
{
    [Fact]
    public async Task A_run_in_a_file_sees_the_changes_above_it_and_none_below()
    {
        var lines = await WholeProgram.RunAsync(("main.dag", """
            task a { option n: Natural = 1; product Number; run => n }
            task b { needs a; product Number; run => a * 2 }
            run b
            pin a = 5
            run b
            pin a => Math.Pow(3, 2)
            run a + b
            unpin a
            set a.n = 4
            run b
            override task a { option n: Natural = 1; run => n + 100 }
            run b
            task c { product Number; run => 1000 }
            substitute a with c in b
            run b
            restore a in b
            rename a to z
            run z, b
            substitute z with c
            remove z - z + b
            run c where not pinned
            """));
        lines.Where(line => line.Contains('=')).ShouldBe(
            ["b = 2", "b = 10", "a = 9", "b = 18", "b = 8", "b = 208", "b = 2000", "z = 104", "b = 208", "c = 1000"]);
    }

    [Fact]
    public async Task What_is_declared_at_the_prompt_is_used_by_what_is_typed_later()
    {
        using var bench = new Bench("task a { product Number; run => 1 }\n");
        await bench.Say("using System.Text.Json");
        await bench.Say("code { double Twice(double x) => 2 * x; record Pair(double Left, double Right); }");
        await bench.Say("type Even of double where value % Twice(1) == 0 else \"{value} is odd\"\ntype Both of Pair");
        await bench.Say("task b { needs a; option plus: Even = 4; product Both; run => new(Twice(a), plus) }");
        await bench.Say("task c { needs b; product Text; run => JsonSerializer.Serialize(b) }");
        (await bench.Say("run c")).ShouldBe("c = {\"Left\":2,\"Right\":4}");
        (await bench.Say("set b.plus = 3")).ShouldBe("DAG4003 `3` invalid value for option 'b.plus' (set, <prompt>:1): 3 is odd\n  the predicate of 'Even' `value % Twice(1) == 0`");
        await bench.Say("override task a { product Number; run => Twice(21) }");
        (await bench.Say("run c with b.plus = 6")).ShouldBe("c = {\"Left\":84,\"Right\":6}");
        (await bench.Say($"save \"{bench.Folder}/copy.dag\"")).ShouldBe("saved copy.dag with 7");
        bench.EnvOf("copy.dag").ShouldBe(bench.Env);
        (await bench.Say("undo 2; run c")).Split('\n', 2)[^1].ShouldBe("DAG2201 `c` unknown task 'c'\n  help: did you mean 'a'?");
    }

    [Fact]
    public async Task What_is_undone_is_seen_by_nothing_that_follows()
    {
        using var bench = new Bench("task a { product Number; run => 1 }\n");
        await bench.Say("code { double F() => 2; }");
        await bench.Say("task b { product Number; run => F() }");
        (await bench.Say("run b")).ShouldBe("b = 2");
        await bench.Say("undo 2");
        (await bench.Say("task b { product Number; run => F() }")).ShouldBe("DAG3001 `F` C#: The name 'F' does not exist in the current context (CS0103)");
        await bench.Say("code { double F() => 3; }");
        await bench.Say("task b { product Number; run => F() }");
        (await bench.Say("run b")).ShouldBe("b = 3");
        (await bench.Say("undo 2; redo 2; run b")).Split('\n')[^1].ShouldBe("b = 3");
    }
}
