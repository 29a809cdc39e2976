using System.Text.RegularExpressions;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>A disk that is full, at whatever point: a clear error, exit 6, no wrong product, and nothing lost of what was stored.</summary>
public partial class FullDiskTests
{
    private const string Program = """
        type Numbers of double[]
        task kept { option log: Text = "log"; cache disk; product Numbers; run { System.IO.File.AppendAllText(log, "kept\n"); return Enumerable.Range(0, 10_000).Select(i => (double)i).ToArray(); } }
        task scaled { needs kept; option n: Natural = 0; cache disk; product Numbers; run => kept.Select(x => x * (n + 1)).ToArray() }
        task total { needs scaled; cache disk; product Text; run => $"{scaled.Sum()} of {scaled.Length}" }
        task said { needs total; cache disk; product Text; run sh "echo $total" }
        task careless { needs total; cache disk; product Text; run sh "echo $total; true" }
        task written { needs total; cache disk; product File; run sh "for i in 1 2 3 4 5 6 7 8 9; do echo $i $total; done > $OUT" }
        """;

    private static readonly int[] Rooms = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 22, 24, 26, 32, 48];

    [OwnDiskFact]
    public void A_disk_with_room_for_less_and_less_gets_a_clear_error_every_product_and_keeps_what_it_had()
    {
        var limits = string.Join(' ', Rooms);
        var steps = Run(ShellScript.Privacy, $$"""
            mkdir small && mount -t tmpfs -o size=2m none small
            told first dag run main.dag total --cache small
            for pages in {{limits}}; do
                dd if=/dev/zero of=small/ballast bs=4096 2>/dev/null
                truncate -s -$((pages * 4096)) small/ballast
                told "$pages" dag run main.dag total --cache small --set scaled.n=$((pages + 1)) --progress none
                rm small/ballast
            done
            told last dag run main.dag total --cache small --set scaled.n=99 --progress none
            told verify dag cache verify --cache small
            """);
        Look(steps);
    }

    [Fact]
    public void Files_that_may_not_grow_get_a_clear_error_every_product_and_keep_what_they_had()
        => Look(Limited(string.Join(' ', Rooms)));

    [OwnDiskFact]
    public void A_script_on_a_full_disk_fails_for_it_or_is_right_whether_it_looks_at_its_own_errors_or_not()
    {
        var steps = Run(ShellScript.Privacy, """
            mkdir small && mount -t tmpfs -o size=2m none small
            told first dag run main.dag total --cache small
            for pages in 0 1 2 4 8; do
                for task in said careless written; do
                    dd if=/dev/zero of=small/ballast bs=4096 2>/dev/null
                    truncate -s -$((pages * 4096)) small/ballast
                    told "$pages $task" dag run main.dag $task --cache small --force --progress none
                    rm small/ballast
                done
            done
            told last dag run main.dag said careless --cache small --progress none
            told verify dag cache verify --cache small
            """);
        var right = "49995000 of 10000";
        foreach (var (step, printed) in steps[1..^2].Where(each => !each.Step.EndsWith("written", StringComparison.Ordinal)))
            Kind(printed, right).ShouldBeOneOf([$"{right} exit 0", $"{right} exit 6 DAG6012", "exit 6 DAG5002 DAG6013", "exit 6 DAG5021 DAG6013"], $"{step}: {printed}");
        steps[1..^2].Count(each => each.Printed.Contains("DAG6013", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
        LookAtEnd(steps, $"said: {right}\ncareless: {right}");
    }

    private static (string Step, string Printed)[] Limited(string limits) => Run([], $$"""
        told first dag run main.dag total --cache small
        limited() { (trap '' XFSZ; ulimit -f $((pages * 8)); dag "$@"); }
        for pages in {{limits}}; do
            told "$pages" limited run main.dag total --cache small --set scaled.n=$((pages + 1)) --progress none
        done
        told last dag run main.dag total --cache small --set scaled.n=99 --progress none
        told verify dag cache verify --cache small
        """);

    private static (string Step, string Printed)[] Run(IReadOnlyList<string> before, string script)
    {
        using var dag = new DagProcess().With("main.dag", Program);
        var steps = ShellScript.Run(dag, script, before);
        File.ReadAllText(Path.Combine(dag.Folder, "log")).ShouldBe(script.Contains("--force", StringComparison.Ordinal) ? string.Concat(Enumerable.Repeat("kept\n", 16)) : "kept\n");
        return steps;
    }

    private static void Look((string Step, string Printed)[] steps)
    {
        foreach (var (step, printed) in steps[1..^2])
            Kind(printed, Total(step)).ShouldBeOneOf([$"{Total(step)} exit 0", $"{Total(step)} exit 6 DAG6012"], $"{step}: {printed}");
        steps[1].Printed.ShouldEndWith("exit 6");
        LookAtEnd(steps, Total("98"));
    }

    private static void LookAtEnd((string Step, string Printed)[] steps, string product)
    {
        steps[^2].ShouldBe(("last", $"{product}\nexit 0"));
        steps[^1].Printed.ShouldMatch(@"^(\d+) products of \1 intact\nexit 0$");
    }

    private static string Total(string room) => $"{49995000L * (int.Parse(room, System.Globalization.CultureInfo.InvariantCulture) + 2)} of 10000";

    // The product, how it ended, and the codes of what was said.
    private static string Kind(string printed, string product)
        => string.Join(' ', new[] { printed.Split('\n').Contains(product) ? product : "", printed[printed.LastIndexOf("exit", StringComparison.Ordinal)..] }
            .Concat(Codes().Matches(printed).Select(match => match.Value).Distinct()).Where(each => each.Length > 0));

    [GeneratedRegex("DAG[0-9]{4}")]
    private static partial Regex Codes();
}
