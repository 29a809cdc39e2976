using Dag.Interpreter.Host.Running;
using Dag.Interpreter.State.Journals;

namespace Dag.Interpreter.Tests.Sessions;

public sealed class PastRunTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("dag-past-").FullName;

    [Fact]
    public void What_nobody_needs_any_more_may_go()
    {
        Journal("20260101-000000-000-fffffff", 300, "{\"task\":\"a\",\"outcome\":\"made\",\"work\":\"kept\"}", "{\"end\":\"succeeded\"}");
        Journal("20260201-000000-000-fffffff", 200, "{\"task\":\"a\",\"outcome\":\"made\",\"work\":\"gone\"}", "{\"end\":\"failed\"}");
        Journal("20260301-000000-000-fffffff", 100, "{\"task\":\"b\",\"outcome\":\"made\",\"work\":\"gone too\"}", "{\"end\":\"succeeded\"}");
        Journal("20261120-000000-000-fffffff", 1, "{\"same\":\"20260301-000000-000-fffffff\"}", "{\"end\":\"succeeded\"}");
        Leave("20260101-000000-000-fffffff", "log");
        Leave("20260101-000000-000-fffffff.2", "log of more");
        Before(30).ShouldBe(["20260101-000000-000-fffffff of a.dag: 14 bytes in 2", "20260201-000000-000-fffffff of a.dag: 0 bytes in 0, journal"]);
    }

    [Fact]
    public void A_run_that_is_under_way_stays()
    {
        Journal($"20260101-000000-000-{Environment.ProcessId:x}", 300);
        Journal("20261121-000000-000-fffffff", 0);
        Journal("20260102-000000-000-fffffff", 299);
        Before(0).ShouldBe(["20260102-000000-000-fffffff of a.dag: 0 bytes in 0, journal"]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private List<string> Before(int days) => PastRun.Before(Now.AddDays(-days).AddSeconds(1), folder, new RunHistory(folder, []), work => work == "kept", Now)
        .Select(run => $"{run.Name} of {Path.GetFileName(run.File)}: {run.Left} bytes in {run.Folders.Count}{(run.Journal is null ? "" : ", journal")}").ToList();

    private void Journal(string name, int daysAgo, params string[] lines)
        => File.WriteAllLines(Path.Combine(folder, name + ".jsonl"), [$$"""{"run":"{{name}}","at":"{{Now.AddDays(-daysAgo):O}}","file":"/a.dag","targets":[]}""", .. lines]);

    private void Leave(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(folder, name, "a"));
        File.WriteAllText(Path.Combine(folder, name, "a", "log"), text);
    }
}
