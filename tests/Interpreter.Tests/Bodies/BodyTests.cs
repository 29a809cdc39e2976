namespace Dag.Interpreter.Tests.Bodies;

public sealed class BodyTests
{
    [Fact]
    public void A_body_takes_deps_that_have_a_product_then_options_in_order()
    {
        using var folder = ProgramFolder.Of("""
            task notify { run => task.Log("hi") }
            task rows { product Integer; run => 7 }
            task text {
                option suffix: Text = "!"
                needs notify
                needs rows as count
                option @times: Integer = 1
                product Text
                run { return count + suffix; }
            }
            """.Replace("@times", "times"));
        using var bench = folder.Bench();

        bench.Run("text", 7, "!", 1).ShouldBe("7!");
    }

    [Fact]
    public void An_expression_may_await_throw_and_span_lines_within_brackets()
    {
        using var folder = ProgramFolder.Of("""
            task a { product Integer; run => await Task.FromResult(41) + 1 }
            task b { product Integer; run => throw new NotSupportedException("not here") }
            task c { product Integer; run => (1
                + 2) // the sum
            }
            """);
        using var bench = folder.Bench();

        bench.Run("a").ShouldBe(42);
        Should.Throw<NotSupportedException>(() => bench.Run("b")).Message.ShouldBe("not here");
        bench.Run("c").ShouldBe(3);
    }

    [Fact]
    public void A_block_may_use_await_foreach_and_await_using()
    {
        using var folder = ProgramFolder.Of("""
            task total {
                product Integer
                run {
                    var sum = 0;
                    await using var stream = new MemoryStream([1, 2, 3]);
                    await foreach (var each in Numbers(3))
                        sum += each;
                    return sum + (int)stream.Length;

                    static async IAsyncEnumerable<int> Numbers(int count)
                    {
                        for (var i = 1; i <= count; i++)
                        {
                            await Task.Yield();
                            yield return i;
                        }
                    }
                }
            }
            """);
        using var bench = folder.Bench();

        bench.Run("total").ShouldBe(9);
    }

    [Fact]
    public void Options_and_deps_may_be_called_by_keywords_of_csharp()
    {
        using var folder = ProgramFolder.Of("""
            task a {
                option class: Integer
                option await: Integer
                option value: Integer
                product Integer
                run => @class + @await + value
            }
            """);
        using var bench = folder.Bench();

        bench.Run("a", 1, 2, 3).ShouldBe(6);
    }

    [Fact]
    public void An_action_gives_nothing()
    {
        using var folder = ProgramFolder.Of("""
            task a { run => await Task.Delay(0) }
            task b { run => new List<int>().Add(1) }
            task c { run { task.Log("one"); return; } }
            """);
        using var bench = folder.Bench();

        new[] { bench.Run("a"), bench.Run("b"), bench.Run("c") }.ShouldBe([null, null, null]);
    }

    [Fact]
    public void Scripts_and_markers_have_no_body()
    {
        using var folder = ProgramFolder.Of("task a { run sh \"true\" }\ntask all { needs a }\n");
        using var bench = folder.Bench();

        (bench.Program.BodyOf(bench.Task("a")), bench.Program.BodyOf(bench.Task("all"))).ShouldBe((null, null));
    }

    [Fact]
    public void Bodies_with_one_text_and_one_signature_are_one_method()
    {
        using var folder = ProgramFolder.Of("""
            task a { option n: Integer; product Integer; run => n * 2 }
            task b { option n: Integer; product Integer; run => n * 2 }
            task c { option n: Number; product Number; run => n * 2 }
            task d { option m: Integer; option n: Integer; product Integer; run => n * 2 }
            """);
        using var bench = folder.Bench();

        bench.Body("b").Method.ShouldBe(bench.Body("a").Method);
        new[] { bench.Body("c").Method, bench.Body("d").Method }.ShouldNotContain(bench.Body("a").Method);
        bench.Run("b", 4).ShouldBe(8);
        bench.Run("c", 4.5).ShouldBe(9.0);
    }

    [Fact]
    public void Usual_namespaces_are_open_and_those_of_using_come_first()
    {
        using var folder = ProgramFolder.Of("""
            using System.Text.Json
            using static System.Math
            using Rx = System.Text.RegularExpressions.Regex
            code { record Group(int Size); }
            task json { product Text; run => JsonSerializer.Serialize(new[] { Max(1, 2) }) }
            task group { product Text; run => new Group(Rx.Matches("aaa", "a").Count).ToString() }
            task culture { product Text; run => 1.5.ToString(CultureInfo.InvariantCulture) + File.Exists("/") }
            """);
        using var bench = folder.Bench();

        bench.Run("json").ShouldBe("[2]");
        bench.Run("group").ShouldBe("Group { Size = 3 }");
        bench.Run("culture").ShouldBe("1.5False");
    }

    [Fact]
    public void Assemblies_that_few_need_are_found_all_the_same()
    {
        using var folder = ProgramFolder.Of("""
            task a { product Text; run => System.Diagnostics.Process.GetCurrentProcess().Id > 0 ? "one" : "none" }
            task b { product Integer; run => new[] { 1, 2 }.AsParallel().Sum() }
            """);
        using var bench = folder.Bench();

        bench.Run("a").ShouldBe("one");
        bench.Run("b").ShouldBe(3);
    }
}
