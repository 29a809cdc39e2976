using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Tests.Bodies;

public sealed class BodyTraceTests
{
    private const string Program = """
        using System.Runtime.CompilerServices
        code {
            int Deep(int n) {
                return n == 0 ? throw new NotSupportedException("deep") : Deep(n - 1);
            }
        }
        type Odd of int where Deep(value) == 1 else "{Deep(value)}"
        task sum {
            product Integer
            run {
                await Task.Yield();
                return new[] { 1 }.Select(n =>
                    Deep(n) + 1).Sum();
            }
        }
        task one { product Integer; run => Deep(0) }

        task two { product Integer; run => Deep(0) }
        task local {
            product Integer
            run {
                int Inner() => Deep(0) + 1;
                return Inner();
            }
        }
        """;

    [Fact]
    public void Only_frames_of_the_file_are_named_by_task_and_line()
        => Frames("sum").ShouldBe(["4:9 at Deep", "13:13 at sum", "12:9 at sum"]);

    [Theory]
    [InlineData("code {\n    int Third(int[] all) => all[2];\n}", "2:5 at Third")]
    [InlineData("code {\n    static class Parts { internal static int Third(int[] all) => all[2]; }\n    int Third(int[] all)\n        => Parts.Third(all);\n}", "2:5 at Third, 4:9 at Third")]
    public void A_helper_of_one_line_has_its_line_though_its_caller_is_hot(string code, string frames)
    {
        using var folder = ProgramFolder.Of(code + """

            task hot {
                product Integer
                run {
                    var sum = 0;
                    for (var i = 0; i < 1_000_000; i++)
                        sum += Third(i < 999_999 ? [1, 2, 3] : [1, 2]);
                    return sum;
                }
            }
            """);
        using var bench = folder.Bench();
        var found = Show(bench, Should.Throw<IndexOutOfRangeException>(() => bench.Run("hot")), "hot");
        string.Join(", ", found[..^1]).ShouldBe(frames);
        found[^1].ShouldEndWith("at hot");
    }

    [Fact]
    public void A_local_function_goes_by_its_task()
        => Frames("local").ShouldBe(["4:9 at Deep", "22:9 at local", "23:9 at local"]);

    [Fact]
    public void A_task_that_shares_its_body_has_lines_of_its_own()
        => Frames("one").Concat(Frames("two")).ShouldBe(["4:9 at Deep", "16:1 at one", "4:9 at Deep", "18:1 at two"]);

    [Fact]
    public void A_predicate_and_a_message_are_named_as_such()
    {
        using var folder = ProgramFolder.Of(Program);
        using var bench = folder.Bench();

        Show(bench, Should.Throw<NotSupportedException>(() => bench.Holds("Odd", 0)), null).ShouldBe(["4:9 at Deep", "7:1 at the predicate of 'Odd'"]);
        Show(bench, Should.Throw<NotSupportedException>(() => bench.Message("Odd", 0)), null).ShouldBe(["4:9 at Deep", "7:1 at the message of 'Odd'"]);
    }

    private static string[] Frames(string task)
    {
        using var folder = ProgramFolder.Of(Program);
        folder.Bench().Dispose();
        using var bench = folder.Bench();
        return Show(bench, Should.Throw<NotSupportedException>(() => bench.Run(task)), task);
    }

    private static string[] Show(CompiledBench bench, Exception thrown, string? task)
        => bench.Program.FramesOf(thrown, task is null ? null : bench.Task(task)).Select((DiagnosticNote note) => $"{note.At?.Start} {note.Message}").ToArray();
}
