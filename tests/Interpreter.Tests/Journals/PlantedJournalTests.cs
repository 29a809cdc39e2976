using System.Runtime.Versioning;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.State.Journals;

namespace Dag.Interpreter.Tests.Journals;

/// <summary>Journals that somebody else has written: they lead nowhere outside of their folder, and nothing that they say is thrown about.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PlantedJournalTests : IDisposable
{
    private const string Run = "20260101-000000-000-fffffff";
    private const string Head = """{"run":"x","at":"2026-01-01T00:00:00Z","file":"/a.dag","targets":[]}""";

    private readonly string root = Directory.CreateTempSubdirectory("dag-journals-").FullName;

    private string Folder => Directory.CreateDirectory(Path.Combine(root, "runs")).FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("""{"run":1,"at":2,"file":3,"targets":4}""")]
    [InlineData("""{"run":"x","at":[],"targets":[1,null,{}]}""")]
    [InlineData("""{"task":{},"outcome":"made"}""")]
    [InlineData("""{"task":"a","outcome":"made","work":7,"seconds":"x","parts":{}}""")]
    [InlineData("""{"task":"a","outcome":"made","seconds":1e300,"parts":[1,{"name":2,"within":3}]}""")]
    [InlineData("""{"task":"a","outcome":"made","seconds":-1e300}""")]
    [InlineData("""{"end":[],"seconds":null}""")]
    [InlineData("""{"same":{}}""")]
    [InlineData("""[[[[""")]
    public void A_line_of_another_shape_says_nothing(string line)
    {
        File.WriteAllLines(Path.Combine(Folder, Run + ".jsonl"), [Head, line]);
        new RunHistory(Folder, []).Find(Run).ShouldNotBeNull().Tasks.Sum(task => task.Took.TotalSeconds).ShouldBe(0);
    }

    [Fact]
    public void No_name_leads_out_of_the_folder()
    {
        File.WriteAllText(Path.Combine(root, "secret.jsonl"), Head + "\n" + """{"task":"secret","outcome":"made","work":"w"}""" + "\n");
        File.WriteAllLines(Path.Combine(Folder, Run + ".jsonl"), [Head, """{"same":"../secret"}"""]);
        var history = new RunHistory(Folder, []);
        (history.Find("../secret"), history.Find(Path.Combine(root, "secret")), history.Find(Run).ShouldNotBeNull().Tasks.Count).ShouldBe((null, null, 0));
    }

    [Fact]
    public void Journals_that_lead_to_one_another_without_end_are_read_to_an_end()
    {
        for (var i = 0; i < 2000; i++)
            File.WriteAllLines(Path.Combine(Folder, $"run-{i}.jsonl"), [Head, $$"""{"same":"run-{{i + 1}}"}""", $$"""{"same":"run-{{i + 2}}"}"""]);
        new RunHistory(Folder, []).Runs.Count().ShouldBe(2000);
    }

    [Fact]
    public void What_lies_behind_a_link_among_the_runs_is_neither_counted_nor_deleted()
    {
        var own = Directory.CreateDirectory(Path.Combine(root, "own")).FullName;
        File.WriteAllText(Path.Combine(own, "thesis"), "mine");
        Directory.CreateDirectory(Path.Combine(Folder, Run, "a"));
        Directory.CreateSymbolicLink(Path.Combine(Folder, Run, "a", "link"), own);
        Directory.CreateSymbolicLink(Path.Combine(Folder, "20260101-000000-000-ffffffe"), own);
        var past = PastRun.Before(DateTimeOffset.MaxValue, Folder, new(Folder, []), _ => false, DateTimeOffset.MaxValue);
        past.Select(run => (run.Name, run.Left)).ShouldBe([(Run, 0L)]);
        foreach (var run in past)
            run.Delete();
        (File.ReadAllText(Path.Combine(own, "thesis")), Directory.Exists(Path.Combine(Folder, Run))).ShouldBe(("mine", false));
    }
}
