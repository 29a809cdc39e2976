using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Documents;

/// <summary>The table of docs/values.md by which other languages read and write numbers without digits: each cell, as it stands there, does so in a script.</summary>
public sealed partial class ValuesPageTests
{
    private const string Given = "[1.5,\"NaN\",\"Infinity\",\"-Infinity\"]";

    [Fact]
    public void The_table_has_a_row_for_each_language() => Rows().Keys.ShouldBe(["C#", "Python", "R", "sh, with jq"]);

    [ToolFact("python3", "python3 --version")]
    public void Python_reads_and_writes_them_as_the_table_says()
    {
        var (reads, writes) = Rows()["Python"];
        Scripts("python", $"""
            import json, math, os
            xs = {reads}
            assert xs[0] == 1.5 and math.isnan(xs[1]) and xs[2:] == [math.inf, -math.inf]
            {writes}
            """).ShouldBe($"exit 0\nout: {Given}");
    }

    [ToolFact("Rscript with jsonlite", "Rscript -e 'jsonlite::toJSON(1)'")]
    public void R_reads_and_writes_them_as_the_table_says()
    {
        var (reads, writes) = Rows()["R"];
        Scripts("R", $"""
            xs <- {reads}
            stopifnot(xs[1] == 1.5, is.nan(xs[2]), xs[3] == Inf, xs[4] == -Inf)
            {writes}
            """).ShouldBe($"exit 0\nout: {Given}");
    }

    // It has no way to write what it has read: its own text of them is null, and the largest number.
    [ToolFact("jq", "jq --version")]
    public void A_shell_with_jq_reads_and_writes_them_as_the_table_says()
    {
        var (reads, writes) = Rows()["sh, with jq"];
        Scripts("sh", $"""
            {reads} | grep -q 1.5 || exit 1
            {reads.Replace("map(tonumber)", "map(tonumber) | .[0] == 1.5 and (.[1] | isnan) and .[2] == infinite and .[3] == -infinite")} | grep -qx true || exit 1
            {writes}
            """).ShouldBe("exit 0\nout: [1,\"NaN\"]");
    }

    private static string Scripts(string language, string script)
    {
        using var dag = new DagProcess().With("main.dag", $$""""
            language R runs "Rscript" "{script}"
            type Row of double[]

            task xs { product Row; run => new[] { 1.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity } }
            task back {
                needs xs
                product Row
                run {{language}} """
                    {{script.ReplaceLineEndings("\n        ")}}
                """
            }
            """");
        return dag.Run("run", "main.dag", "back").Whole;
    }

    private static Dictionary<string, (string Reads, string Writes)> Rows()
        => Row().Matches(Repository.Text("docs/values.md").Split("## ").Single(section => section.StartsWith("Numbers without digits", StringComparison.Ordinal)))
            .ToDictionary(row => row.Groups[1].Value, row => (Code(row.Groups[2].Value), Code(row.Groups[3].Value)));

    private static string Code(string cell) => cell.Trim('`');

    [GeneratedRegex(@"^\| ([^|-][^|]*?) \| (.+?) \| (.+?) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
