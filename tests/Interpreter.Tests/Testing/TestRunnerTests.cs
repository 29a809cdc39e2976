namespace Dag.Interpreter.Tests.Testing;

public sealed class TestRunnerTests
{
    [Fact]
    public async Task Tests_run_beside_each_other_and_are_told_in_the_order_of_the_file()
    {
        using var bench = new TestBench("""
            task wait {
                product Boolean
                run {
                    while (!System.IO.File.Exists(@"FOLDER/there"))
                        await Task.Delay(1, task.Cancellation);
                    return true;
                }
            }
            task make {
                product Boolean
                run {
                    System.IO.File.WriteAllText(@"FOLDER/there", "");
                    return true;
                }
            }
            test "the first waits for the second" { expect wait }
            test "the second" { expect make }
            """);

        (await bench.RunAsync(workers: 2)).ShouldBe(["Passed the first waits for the second", "Passed the second"]);
    }

    [Fact]
    public async Task Every_test_has_a_copy_of_the_program_of_its_own()
    {
        using var bench = new TestBench("""
            type Count of int where value >= 0
            task one { option of: Count = 1; product Count; run => of }
            task two { needs one; product Count; run => one + 1 }
            test "override" {
                override task one { product Count; run => 10 }
                expect two where value == 11
            }
            test "set" {
                set one.of = 20
                expect two where value == 21
            }
            test "pin" {
                pin one => 15 + 15
                expect two where value == 31
            }
            test "substitute" {
                override task one { product Count; run => 40 }
                expect one where value == 40
            }
            test "nothing" { expect two where value == 2 }
            """);

        (await bench.RunAsync(workers: 4)).ShouldBe(["Passed override", "Passed set", "Passed pin", "Passed substitute", "Passed nothing"]);
        (await bench.MakeAsync("two")).ShouldBe("2");
    }

    [Fact]
    public async Task What_is_not_wanted_any_more_is_interrupted()
    {
        using var bench = new TestBench("""
            task one { product Text; run => "one" }
            test "a" { expect one }
            test "b" { expect one where value == "two" }
            """);

        (await bench.RunAsync(workers: 1, new CancellationToken(canceled: true))).ShouldBe(["Interrupted a", "Interrupted b"]);
    }

    [Fact]
    public async Task A_test_goes_on_after_what_does_not_hold_and_ends_with_a_change_that_is_refused()
    {
        using var bench = new TestBench("""
            type Count of int where value >= 0
            task one { option of: Count = 1; product Count; run => of }
            test "a" {
                expect one where value == 2
                expect one where value == 3
                set one.of = 3
                set one.of = -1
                expect one where value == 4
            }
            """);

        (await bench.RunAsync(workers: 1)).ShouldBe([
            "Failed a",
            "condition is false for the product of 'one'",
            "condition is false for the product of 'one'",
            "invalid value for option 'one.of' (set, main.dag:7): -1 is not a 'Count'"]);
    }

    [Fact]
    public async Task Every_failure_of_a_run_is_told_with_the_tasks_that_were_not_made_for_it()
    {
        using var bench = new TestBench("""
            task a { product Text; run => throw new InvalidOperationException("no a") }
            task b { product Text; run => throw new InvalidOperationException("no b") }
            task c { product Text; run => "c" }
            test "all" { expect all where value.Length == 1 }
            """);

        (await bench.RunAsync(workers: 1)).ShouldBe([
            "Failed all",
            "cannot run 'a', 'b': task 'a' failed: InvalidOperationException: no a",
            "cannot run 'a', 'b': task 'b' failed: InvalidOperationException: no b"]);
    }

    [Fact]
    public void Checking_tests_runs_nothing_and_finds_what_names_and_types_and_C_sharp_have_wrong()
    {
        using var bench = new TestBench("""
            type Count of int
            task one { product Count; run => throw new InvalidOperationException("this runs") }
            test "a" {
                expect one where value == 2
                expect one where value == "2"
                expect error "any" from pin two = 3
            }
            test "b" {
                pin one = "x"
                expect two
            }
            test "c" { expect two }
            """);

        bench.Check().ShouldBe([
            "main.dag 5:22-5:34 DAG3001 C#: Operator '==' cannot be applied to operands of type 'int' and 'string' (CS0019)",
            "main.dag 9:15-9:18 DAG4014 cannot pin 'one', whose product is a 'Count': expected Integer, found a text",
            "main.dag 12:19-12:22 DAG2201 unknown task 'two'"]);
    }

    [Fact]
    public async Task What_is_compiled_for_a_test_is_unloaded_with_it()
    {
        const int Tests = 20;
        using var bench = new TestBench($$"""
            code {
                public static class Seen
                {
                    private static readonly System.Collections.Concurrent.ConcurrentBag<WeakReference> all = new();
                    public static int Note(System.Reflection.Assembly assembly) { all.Add(new WeakReference(assembly)); return all.Count; }
                    public static string Count => $"{all.Count(each => each.IsAlive)} of {all.Count}";
                }
            }
            task one { product Integer; run => 0 }
            task loaded { option round: Natural = 0; product Text; run => Seen.Count }
            {{string.Concat(Enumerable.Range(0, Tests).Select(i => $$"""

                test "{{i}}" {
                    override task one { product Integer; run => {{i}} + Seen.Note(System.Reflection.MethodBase.GetCurrentMethod().Module.Assembly) }
                    expect one where value > 0
                }
                """))}}
            """);
        (await bench.RunAsync(workers: 2)).ShouldBe(Enumerable.Range(0, Tests).Select(i => $"Passed {i}"));

        for (var round = 0; round < 10; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        (await bench.MakeAsync("loaded")).ShouldBe($"0 of {Tests}");
    }
}
