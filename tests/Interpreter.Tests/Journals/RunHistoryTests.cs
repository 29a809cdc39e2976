using Dag.Interpreter.State.Journals;

namespace Dag.Interpreter.Tests.Journals;

public sealed class RunHistoryTests : IDisposable
{
    private const string Head = """{"run":"1","at":"2026-11-21T09:00:00+00:00","file":"/a.dag","targets":["a"]}""";
    private const string Made = """{"task":"a","outcome":"made","work":"f00","seconds":1.5}""";

    private readonly string folder = Directory.CreateTempSubdirectory("dag-runs-").FullName;

    [Theory]
    [InlineData("a line that a kill has torn", Head + "\n" + Made + "\n{\"task\":\"b\",\"outc")]
    [InlineData("a line of nothing, as a power cut leaves it", Head + "\n" + Made + "\n\0\0\0\0")]
    [InlineData("lines that are JSON and no part of a journal", Head + "\n5\n[]\n{\"task\":\"b\"}\n{\"task\":\"b\",\"outcome\":\"eaten\"}\n" + Made)]
    public void What_cannot_be_read_is_passed_over(string what, string journal)
    {
        File.WriteAllText(Path.Combine(folder, "1.jsonl"), journal);
        var run = new RunHistory(folder, []).Find("1").ShouldNotBeNull(what);
        (run.File, run.End, string.Join(' ', run.Tasks.Select(task => $"{task.Task} {task.Outcome} {task.Work}"))).ShouldBe(("/a.dag", null, "a Made f00"), what);
    }

    [Fact]
    public void A_journal_without_its_first_line_is_no_run()
    {
        File.WriteAllText(Path.Combine(folder, "1.jsonl"), "{\"run\":");
        File.WriteAllText(Path.Combine(folder, "2.jsonl"), "");
        new RunHistory(folder, []).Runs.ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
