using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>The table in docs/cache.md of what runs again after what, row by row, by real runs: retry, resume and rerun are one rule.</summary>
public sealed partial class AgainTests
{
    private const int Kill = 9;

    private static readonly Dictionary<string, Action<DagProcess>> Rows = new()
    {
        ["success"] = AfterSuccess,
        ["a task failed"] = AfterFailure,
        ["a trial failed and retry allows another"] = AfterTrial,
        ["Ctrl-C, kill -9"] = AfterKill,
        ["a change"] = AfterChange,
    };

    public static TheoryData<string> Afters => [.. Table()];

    [Theory]
    [MemberData(nameof(Afters))]
    public void Every_row_of_the_table_holds(string after)
    {
        Rows.ShouldContainKey(after);
        using var dag = new DagProcess();
        Rows[after](dag);
    }

    [Fact]
    public void Every_case_is_of_a_row_that_is_there() => Rows.Keys.Except(Table()).ShouldBeEmpty();

    private static void AfterSuccess(DagProcess dag)
    {
        dag.With("main.dag", """
            task a { cache disk; product Text; run sh "echo a" }
            task b { cache disk; needs a; product Text; run sh "echo b" }
            """);
        Outcomes(dag, 0).ShouldBe("a made, b made");
        Outcomes(dag, 0).ShouldBe("a reused, b reused");
    }

    private static void AfterFailure(DagProcess dag)
    {
        dag.With("main.dag", """
            task a { cache disk; product Text; run sh "echo a" }
            task b { cache disk; needs a; product Text; run sh "test -e ../../../../mended; echo b" }
            task c { cache disk; needs b; product Text; run sh "echo c" }
            task d { cache disk; needs a; product Text; run sh "echo d" }
            """);
        Outcomes(dag, 1, "--keep-going").ShouldBe("a made, b failed, c blocked, d made");
        dag.With("mended", "");
        Outcomes(dag, 0).ShouldBe("a reused, b made, c made, d reused");
        Outcomes(dag, 0).ShouldBe("a reused, b reused, c reused, d reused");
    }

    // Each trial leaves its folder's name; what the second one made is known again, whichever trial it was.
    private static void AfterTrial(DagProcess dag)
    {
        dag.With("main.dag", """
            task a { cache disk; retry 2; product Text; run sh "pwd >> ../../../../trials; test $(wc -l < ../../../../trials) -gt 1; echo a" }
            """);
        Outcomes(dag, 0).ShouldBe("a made");
        File.ReadLines(Path.Combine(dag.Folder, "trials")).Select(Path.GetFileName).ShouldBe(["a", "a.2"]);
        Outcomes(dag, 0).ShouldBe("a reused");
    }

    private static void AfterKill(DagProcess dag)
    {
        dag.With("main.dag", """
            task a { cache disk; product Text; run sh "echo a" }
            task b { cache disk; needs a; product Text; run sh "echo half > $OUT; test -e ../../../../again || { echo $$ > ../../../../pid; exec sleep 1000; }; echo whole > $OUT" }
            """);
        var pid = Path.Combine(dag.Folder, "pid");
        using (var process = Process.Start(dag.StartInfo([], "run", "main.dag")) ?? throw new InvalidOperationException("dotnet was not started"))
        {
            SpinWait.SpinUntil(() => File.Exists(pid) && File.ReadAllText(pid).EndsWith('\n'), TimeSpan.FromSeconds(30)).ShouldBeTrue();
            kill(process.Id, Kill).ShouldBe(0);
            process.WaitForExit();
            kill(int.Parse(File.ReadAllText(pid)), Kill);
        }

        dag.With("again", "");
        Outcomes(dag, 0).ShouldBe("a reused, b made");
        dag.Run("run", "main.dag").Output.ShouldBe("whole\n");
    }

    private static void AfterChange(DagProcess dag)
    {
        const string Program = """
            task a { cache disk; product Text; run sh "echo a" }
            task b { cache disk; needs a; product Text; run sh "echo $a | tr a b" }
            task c { cache disk; needs b; product Text; run sh "echo c" }
            """;
        dag.With("main.dag", Program);
        Outcomes(dag, 0).ShouldBe("a made, b made, c made");
        dag.With("main.dag", Program.Replace("echo a\"", "echo b\""));
        Outcomes(dag, 0).ShouldBe("a made, b made, c reused");
    }

    // What became of each task in one more run of the file, by its journal.
    private static string Outcomes(DagProcess dag, int exit, params string[] flags)
    {
        dag.Run(["run", "main.dag", "-j", "1", .. flags]).Exit.ShouldBe(exit);
        var name = Directory.GetFiles(Path.Combine(dag.Folder, ".dag", "runs"), "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)).Max(StringComparer.Ordinal) ?? "";
        var tasks = dag.Run("runs", "show", name, "--json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(line => JsonSerializer.Deserialize<JsonElement>(line));
        return string.Join(", ", tasks.Select(task => $"{task.GetProperty("task")} {task.GetProperty("outcome")}").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Table()
        => Repository.Text("docs/cache.md").Split('\n').SkipWhile(line => !line.StartsWith("| after |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|')[0].Replace("`", "").Trim());

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
