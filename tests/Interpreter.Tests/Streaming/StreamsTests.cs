using Dag.Interpreter.Tests.Sessions;

namespace Dag.Interpreter.Tests.Streaming;

/// <summary>Streams in whole programs: what comes out, in which order, and how often which body has run.</summary>
public sealed class StreamsTests
{
    [Fact]
    public async Task The_elements_of_each_stage_are_in_the_order_of_its_input()
    {
        using var bench = Bench.Of(workers: 4, """
            task numbers { product stream Natural; run { for (var i = 0; i < 200; i++) yield return i; } }
            task squares { needs each numbers as n; product Integer; run { if (n % 7 == 0) await Task.Delay(n % 3); return n * n; } }
            task twice { needs each squares as n; product stream Integer; run => n % 2 == 0 ? [n, -n] : Array.Empty<int>() }
            task all { needs twice; product Text; run { var text = ""; await foreach (var n in twice) text += $"{n} "; return text.Trim(); } }
            """);
        var expected = string.Join(' ', Enumerable.Range(0, 200).Select(n => n * n).Where(n => n % 2 == 0).SelectMany(n => new[] { n, -n }));

        (await bench.Say("run all")).ShouldBe($"all = {expected}");
    }

    [Theory]
    [InlineData("run => Enumerable.Range(1, 3)")]
    [InlineData("run => new List<int> { 1, 2, 3 }")]
    [InlineData("run => await Task.FromResult(new[] { 1, 2, 3 })")]
    [InlineData("run => Task.FromResult(new List<int> { 1, 2, 3 })")]
    [InlineData("run => Numbers()")]
    [InlineData("run { yield return 1; yield return 2; yield return 3; }")]
    [InlineData("run { yield return 1; await Task.Yield(); yield return 2; yield return 3; yield break; }")]
    [InlineData("run { return new[] { 1, 2, 3 }; }")]
    [InlineData("run { return Numbers(); }")]
    [InlineData("run { await Task.Yield(); return new[] { 1, 2, 3 }; }")]
    [InlineData("run { return Own(); static IEnumerable<int> Own() { yield return 1; yield return 2; yield return 3; } }")]
    public async Task A_body_yields_its_elements_in_any_form_that_can_be_enumerated(string body)
    {
        using var bench = new Bench($$"""
            code { static async IAsyncEnumerable<int> Numbers() { for (var i = 1; i < 4; i++) { await Task.Yield(); yield return i; } } }
            task numbers { product stream Natural; {{body}} }
            """);

        (await bench.Say("run numbers")).ShouldBe("numbers = [1,2,3]");
    }

    [Fact]
    public async Task An_element_is_made_once_and_one_that_is_added_in_front_alone()
    {
        using var bench = new Bench("""
            task numbers { option from: Natural = 2; product stream Natural; run => Enumerable.Range(from, 5 - from) }
            task squares {
                needs each numbers as n
                option log: Text
                product Integer
                cache disk
                run { lock (Gate) { File.AppendAllText(log, $"{n} "); } return n * n; }
            }
            code { static readonly object Gate = new(); }
            """, ("log", ""));
        var log = Path.Combine(bench.Folder, "log");
        await bench.Say($"set squares.log = \"{log}\"");

        (await bench.Say("run squares")).ShouldBe("squares = [4,9,16]");
        (await bench.Say("run squares")).ShouldBe("squares = [4,9,16]");
        Made().ShouldBe(["2", "3", "4"]);

        await bench.Say("set numbers.from = 1");
        (await bench.Say("run squares")).ShouldBe("squares = [1,4,9,16]");
        Made().ShouldBe(["1", "2", "3", "4"]);

        await bench.Say("pin numbers = [4, 3, 4, 9]");
        (await bench.Say("run squares")).ShouldBe("squares = [16,9,16,81]");
        Made().ShouldBe(["1", "2", "3", "4", "9"]);

        List<string> Made() => [.. File.ReadAllText(log).Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_consumer_of_all_elements_is_not_run_again_where_they_are_the_same()
    {
        using var bench = new Bench("""
            task numbers { option by: Natural = 2; product stream Natural; run => Enumerable.Range(0, 10).Select(n => n * by / by) }
            task sum {
                needs numbers
                option log: Text
                product Integer
                cache disk
                run { File.AppendAllText(log, "x"); var sum = 0; await foreach (var n in numbers) sum += n; return sum; }
            }
            """, ("log", ""));
        var log = Path.Combine(bench.Folder, "log");
        await bench.Say($"set sum.log = \"{log}\"");

        (await bench.Say("run sum")).ShouldBe("sum = 45");
        await bench.Say("set numbers.by = 3");
        (await bench.Say("run sum")).ShouldBe("sum = 45");
        File.ReadAllText(log).ShouldBe("x");
    }

    [Fact]
    public async Task An_endless_stream_ends_when_nobody_needs_more_of_it()
    {
        using var bench = new Bench("""
            type Some list of Natural
            task forever { product stream Natural; run { for (var i = 0; ; i++) yield return i; } }
            task doubled { needs each forever as n; product Natural; run => n * 2 }
            task first { needs doubled; product Some; run { var some = new List<int>(); await foreach (var n in doubled) { some.Add(n); if (some.Count == 5) break; } return some; } }
            """);

        (await bench.Say("run first")).ShouldBe("first = [0,2,4,6,8]");
    }

    [Fact]
    public async Task The_first_element_that_failed_is_named_the_others_are_tried_and_kept()
    {
        using var bench = new Bench("""
            task numbers { product stream Natural; run => Enumerable.Range(0, 10) }
            task odd { needs each numbers as n; option bad: Natural = 3; product Natural; cache disk; run => n % 4 == bad ? throw new InvalidOperationException($"no {n}") : n }
            task next { needs each odd as n; product Natural; run => n + 1 }
            task sum { needs next; product Integer; run { var sum = 0; await foreach (var n in next) sum += n; return sum; } }
            """);

        (await bench.FailuresOf("run sum")).ShouldContain("task 'odd' failed: InvalidOperationException: no 3 (element 3 and 1 other)");
        await bench.Say("set odd.bad = 5");
        (await bench.Say("run sum")).ShouldBe("sum = 55");
    }

    [Fact]
    public async Task A_source_that_fails_fails_those_that_took_its_elements()
    {
        using var bench = new Bench("""
            task numbers { product stream Natural; run { yield return 1; yield return 2; throw new InvalidOperationException("at three"); } }
            task sum { needs numbers; product Integer; run { var sum = 0; await foreach (var n in numbers) sum += n; return sum; } }
            task told { needs each numbers as n; run => Console.Write("") }
            """);

        (await bench.FailuresOf("run sum")).ShouldContain("task 'numbers' failed: InvalidOperationException: at three");
        (await bench.FailuresOf("run told")).ShouldContain("task 'numbers' failed: InvalidOperationException: at three");
    }

    [Fact]
    public async Task Each_element_is_held_against_its_type()
    {
        using var bench = new Bench("""
            type Small : Natural where value < 3
            task numbers { product stream Small; run => Enumerable.Range(0, 5) }
            task fives { product stream Natural; run => [1, 5, 6] }
            task small { needs each fives as n; product Small; run => n }
            """);

        (await bench.FailuresOf("run numbers")).ShouldContain("task 'numbers' returned an invalid product: 3 is not a 'Small'");
        (await bench.FailuresOf("run small")).ShouldContain("task 'small' returned an invalid product: 5 is not a 'Small' (element 1 and 1 other)");
        (await bench.Say("pin numbers = [1, 7]\nrun numbers")).ShouldContain("7 is not a 'Small'");
    }

    [Fact]
    public async Task A_source_that_is_tried_again_goes_on_behind_what_it_has_yielded()
    {
        using var bench = new Bench("""
            code { static int tries; static int other; }
            task steady { product stream Natural; retry 2; run { yield return 1; yield return 2; if (tries++ == 0) throw new InvalidOperationException("once"); yield return 3; } }
            task all { needs each steady as n; product Natural; run => n * 10 }
            task fickle { product stream Natural; retry 1; run { yield return other++; throw new InvalidOperationException("again"); } }
            task others { needs each fickle as n; product Natural; run => n }
            """);

        (await bench.Say("run all")).ShouldBe("all = [10,20,30]");
        (await bench.FailuresOf("run others")).ShouldContain("DAG5060");
    }

    [Fact]
    public async Task A_script_runs_once_for_each_element()
    {
        using var bench = new Bench("""
            task numbers { product stream Natural; run => [3, 1, 2] }
            task said { needs each numbers as n; option by: Natural = 2; product Text; run sh "echo $((n * by))!" }
            """);

        (await bench.Say("run said")).ShouldBe("said = [\"6!\",\"2!\",\"4!\"]");
    }

    [Fact]
    public async Task A_stream_is_a_list_to_who_asks_for_it_afterwards()
    {
        using var bench = new Bench("""
            task numbers { product stream Natural; run => Enumerable.Range(0, 4) }
            task sum { needs each numbers as n; needs numbers as all; product Integer; run { var sum = n; await foreach (var each in all) sum += each; return sum; } }
            """);

        (await bench.Say("run sum")).ShouldBe("sum = [6,7,8,9]");
        (await bench.Say("pin numbers => new[] { 5, 6 }\nrun sum")).ShouldEndWith("sum = [16,17]");
        (await bench.Say("undo\nshow env")).ShouldContain("needs each numbers as n");
    }

    [Fact]
    public async Task Elements_and_tasks_have_as_many_places_as_there_are_workers()
    {
        using var bench = Bench.Of(workers: 2, """
            code {
                static int now; static int most;
                static int Work(int n) { var at = Interlocked.Increment(ref now); if (at > most) most = at; Thread.Sleep(5); Interlocked.Decrement(ref now); return n; }
            }
            task numbers { product stream Natural; run => Enumerable.Range(0, 30) }
            task a { needs each numbers as n; product Natural; run => Work(n) }
            task b { needs each a as n; product Natural; run => Work(n + 100) }
            task c { product Natural; run => Work(1000) }
            task d { product Natural; run => Work(1001) }
            task most_at_once { needs b, c, d; product Natural; run => most }
            """);

        (await bench.Say("run most_at_once")).ShouldBe("most_at_once = 2");
    }

    [Fact]
    public async Task The_file_of_each_element_has_the_name_of_the_product()
    {
        using var bench = new Bench("""
            task words { product stream Text; run => ["a", "b"] }
            task files { needs each words as word; product File "word.txt"; run sh "printf '%s!' \"$word\" > \"$OUT\"" }
            task read { needs each files as f; product Text; run => $"{f.Name} {f.ReadText()}" }
            """);

        (await bench.Say("run read")).ShouldBe("read = [\"word.txt a!\",\"word.txt b!\"]");
        (await bench.Say("run read")).ShouldBe("read = [\"word.txt a!\",\"word.txt b!\"]");
    }

    [Theory]
    [InlineData("d.Count()", "'d' is a stream: write await d.CountAsync(…), or await foreach (var element in d)")]
    [InlineData("d.Length", "'d' is a stream: write await d.ToListAsync(), or await foreach (var element in d)")]
    public async Task A_stream_that_is_taken_for_a_list_is_said_to_be_a_stream(string code, string hint)
    {
        using var bench = new Bench("task d { product stream Natural; run => [1, 2, 3] }");

        (await bench.Say($"task e {{ needs d; product Natural; run => {code} }}")).ShouldEndWith($"help: {hint}");
    }
}
