using System.Runtime.CompilerServices;
using Dag.Interpreter.Host.Testing;
using Dag.Interpreter.Run.Events;
using Dag.Language.Diagnostics;
using Dag.Repl.Rendering;

namespace Dag.Repl.Tests.Rendering;

public sealed class JsonLinesTests
{
    [Fact]
    public void The_page_about_them_shows_every_line_as_it_is()
    {
        var source = new Marked("    needs «centre» as table\n    needs «centred»");
        var diagnostic = source.Error("unknown task 'centre'", "did you mean 'centred'?") with { Notes = [new DiagnosticNote(source[1], "this one is.")] };
        var lines = Samples.Events.Select(JsonLines.Of).Append(JsonLines.Of(Samples.Product, new())).Append(JsonLines.Of(diagnostic))
            .Concat(Samples.Tests.Select(JsonLines.Of)).Append(JsonLines.Of(new TestCount(1, 1, 1, TimeSpan.FromSeconds(1.5))));
        var (page, all) = (Page(), lines.ToList());
        // A run, a product, a message, tests.
        string[] blocks = [string.Concat(all[..Samples.Events.Count]), all[Samples.Events.Count], all[Samples.Events.Count + 1], string.Concat(all[(Samples.Events.Count + 2)..])];
        var (written, at) = (page, 0);
        foreach (var block in blocks)
        {
            var start = written.IndexOf("```json\n", at, StringComparison.Ordinal) + "```json\n".Length;
            var end = written.IndexOf("```", start, StringComparison.Ordinal);
            written = written[..start] + block + written[end..];
            at = start + block.Length + 3;
        }

        if (Environment.GetEnvironmentVariable("DAG_ACCEPT") == "1")
            File.WriteAllText(PathOfPage(), written);
        page.ShouldBe(written);
    }

    [Fact]
    public void There_is_a_sample_of_every_event()
        => Samples.Events.Select(happened => happened.GetType()).ShouldBe(typeof(RunEvent).GetNestedTypes(), ignoreOrder: true);

    [Fact]
    public void There_is_a_sample_of_every_result_of_a_test()
        => Samples.Tests.Select(result => result.GetType()).ShouldBe(typeof(TestResult).GetNestedTypes(), ignoreOrder: true);

    private static string Page() => File.ReadAllText(PathOfPage()).ReplaceLineEndings("\n");

    private static string PathOfPage([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here) ?? "", "..", "..", "..", "docs", "json.md");
}
