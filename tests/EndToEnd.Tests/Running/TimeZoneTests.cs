using System.Buffers.Binary;
using System.Text.Json;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>The time zone counts for tasks whose C# asks for local time, in a run that would do nothing else: TZ, and the system's own where that is not set.</summary>
public sealed class TimeZoneTests : IDisposable
{
    private const string Program = """
        type When of DateTime
        task local { product Text; cache disk; run => new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc).ToLocalTime().ToString("HH:mm") }
        task given { option at: When = "2024-01-02T03:04:05+00:00"; product Text; cache disk; run sh "echo $at | cut -c 12-16" }
        task neither { product Text; cache disk; run => "neither" }
        """;

    private readonly DagProcess dag = new DagProcess().With("main.dag", Program);

    public TimeZoneTests()
    {
        WriteZone("west", -5);
        WriteZone("east", 9);
    }

    [Fact]
    public void Another_TZ_makes_again_what_asks_for_local_time_and_nothing_else()
    {
        Run("west").ShouldBe("22:04 22:04 neither: given made, local made, neither made");
        Run("west").ShouldBe("22:04 22:04 neither: given reused, local reused, neither reused");
        Run("east").ShouldBe("12:04 12:04 neither: given made, local made, neither reused");
        Run("east").ShouldBe("12:04 12:04 neither: given reused, local reused, neither reused");
        Run("west").ShouldBe("22:04 22:04 neither: given reused, local reused, neither reused");
    }

    [OwnDiskFact]
    public void So_does_another_time_zone_of_the_system()
    {
        ShellScript.Run(dag, """
            unset TZ
            cp -a /etc etc 2>/dev/null || true
            mount --bind etc /etc
            for zone in west west east east west; do
                ln -sf "$PWD/$zone" /etc/localtime
                told "$zone" dag run main.dag local given neither --progress none
            done
            """, ShellScript.Privacy).ShouldBe([("west", "local: 22:04\ngiven: 22:04\nneither: neither\nexit 0"), ("west", "local: 22:04\ngiven: 22:04\nneither: neither\nexit 0"), ("east", "local: 12:04\ngiven: 12:04\nneither: neither\nexit 0"),
                ("east", "local: 12:04\ngiven: 12:04\nneither: neither\nexit 0"), ("west", "local: 22:04\ngiven: 22:04\nneither: neither\nexit 0")]);
    }

    public void Dispose() => dag.Dispose();

    // The products, and what became of each task by the run's journal.
    private string Run(string zone)
    {
        var ended = dag.RunWith(new() { ["TZ"] = Path.Combine(dag.Folder, zone) }, "run", "main.dag", "local", "given", "neither");
        ended.Exit.ShouldBe(0, ended.Whole);
        var name = Directory.GetFiles(Path.Combine(dag.Folder, ".dag", "runs"), "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)).Max(StringComparer.Ordinal) ?? "";
        var tasks = dag.Run("runs", "show", name, "--json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(line => JsonSerializer.Deserialize<JsonElement>(line));
        return $"{string.Join(' ', ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ")[1]))}: {string.Join(", ", tasks.Select(task => $"{task.GetProperty("task")} {task.GetProperty("outcome")}").Order(StringComparer.Ordinal))}";
    }

    // A zone without summer time, as the system's files have it: no change, one offset, its name.
    private void WriteZone(string name, int hours)
    {
        var bytes = new byte[44 + 6 + 4];
        "TZif"u8.CopyTo(bytes);
        bytes[39] = 1;
        bytes[43] = 4;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(44), hours * 3600);
        "OWN\0"u8.CopyTo(bytes.AsSpan(50));
        File.WriteAllBytes(Path.Combine(dag.Folder, name), bytes);
    }
}
