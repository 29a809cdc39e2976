using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Tests.Rendering;

public sealed class TestReportTests
{
    [Fact]
    public void Every_result_is_a_line_and_a_failure_says_why_under_it()
        => Report(hasColour: false).ShouldBe("""
            ok   two rows are enough  500 ms
            FAIL two rows are enough  500 ms
            error DAG5002: task 'pca' exited with code 3
             --> iris.dag:1:19
              |
            1 | task pca { run sh "exit 3" }
              |                   ^^^^^^^^
              last output:
              | pca | no such matrix

            --   two rows are enough
            1 passed, 1 failed, 1 interrupted in 1.5 s

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void In_colour_the_eye_finds_what_failed()
        => Report(hasColour: true).Split('\n').Where(line => line.Contains("two rows")).ShouldBe([
            "\e[32mok  \e[0m two rows are enough  \e[2m500 ms\e[0m",
            "\e[1;31mFAIL\e[0m two rows are enough  \e[2m500 ms\e[0m",
            "\e[2m--  \e[0m two rows are enough"]);

    [Fact]
    public void The_file_stands_before_the_name_where_there_are_several()
        => new TestReport(new(new Paint(false)), new Paint(false)).Of(Samples.Tests[0], "iris.dag").ShouldBe("ok   iris.dag: two rows are enough  500 ms\n");

    private static string Report(bool hasColour)
    {
        var report = new TestReport(new(new Paint(hasColour)), new Paint(hasColour));
        var count = Samples.Tests.Aggregate(TestCount.None, (sum, result) => sum.With(result)) with { Elapsed = TimeSpan.FromSeconds(1.5) };
        return TerminalText.Of(string.Concat(Samples.Tests.Select(result => report.Of(result, null))) + report.Of(count));
    }
}
