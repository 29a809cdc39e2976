using System.Text.Json;
using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Examples;

/// <summary>The irises: the rows are Fisher's, the numbers those of R.</summary>
public class IrisTests
{
    [Fact]
    public void The_report_is_that_of_the_readme()
    {
        using var dag = new DagProcess();
        var ended = dag.Run("run", Repository.At("examples/iris/iris.dag"), "--cache", dag.Folder, "--progress", "none");
        ended.Exit.ShouldBe(0);
        Repository.Text("README.md").ShouldContain("```\n" + ended.Output.TrimEnd('\n') + "\n```");
    }

    [Fact]
    public void The_variances_are_those_of_prcomp()
    {
        using var dag = new DagProcess();
        Variances(dag.Run("run", Repository.At("examples/iris/iris.dag"), "pca", "--cache", dag.Folder).Output).ShouldBe([4.2282, 0.2427, 0.0782, 0.0238]);
    }

    [Fact]
    public void The_tests_beside_it_hold()
    {
        using var dag = new DagProcess();
        dag.Run("test", Repository.At("examples/iris/tests.dag"), "--cache", dag.Folder).Whole.ShouldBe("""
            exit 0
            out: ok   the variances are those of R  0 ms
            out: ok   what is centred has no mean  0 ms
            out: ok   two flowers lie on one line  0 ms
            out: ok   a table must have two columns, and a rank is what it is  0 ms
            out: 4 passed, 0 failed in 0 ms
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_rows_are_those_of_R_and_not_of_the_copy_with_two_slips()
    {
        var rows = Repository.Text("examples/iris/iris.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        rows.GroupBy(row => row.Split(',')[4]).Select(kind => $"{kind.Count()} {kind.Key}").ShouldBe(["50 setosa", "50 versicolor", "50 virginica"]);
        (rows[34], rows[37]).ShouldBe(("4.9,3.1,1.5,0.2,setosa", "4.9,3.6,1.4,0.1,setosa"));
        Enumerable.Range(0, 4).Select(column => rows.Sum(row => decimal.Parse(row.Split(',')[column], System.Globalization.CultureInfo.InvariantCulture)))
            .ShouldBe([876.5m, 458.6m, 563.7m, 179.9m]);
    }

    [Fact]
    public void A_program_with_names_of_its_own_for_all_of_it_runs_beside_the_library()
    {
        using var dag = new DagProcess();
        dag.With("iris.csv", Repository.Text("examples/iris/iris.csv")).With("iris.dag", Principal);
        Variances(dag.Run("run", "iris.dag", "pca", "--set", "pca.components=3").Output).ShouldBe([4.2282, 0.2427, 0.0782]);
    }

    private static IEnumerable<double> Variances(string product)
        => JsonDocument.Parse(product).RootElement.GetProperty("Variances").EnumerateArray().Select(variance => Math.Round(variance.GetDouble(), 4));

    private const string Principal = """"
        /// Principal components of Fisher's irises.
        import std.files
        import std.stats

        type Table   of double[][]  where value.Length > 0 && value.All(row => row.Length == value[0].Length)
        type Scaled  : Table        where value[0].Length > 1
        type Rank    : Natural      where value is >= 1 and <= 16   else "a rank is 1..16, not {value}"
        type Summary of PcaSummary

        code {
            public sealed record PcaSummary(double[] Variances, double[][] Axes);
        }

        /// Reads the measurements.
        task measurements {
            option source: File = file "iris.csv"
            option columns: Natural = 4
            product Table
            run => source.ReadLines().Skip(1).Select(line => line.Split(',').Take(columns).Select(double.Parse).ToArray()).ToArray()
        }

        task centred {
            needs measurements as table
            product Scaled
            run { return Stats.Centre(table); }
        }

        task pca {
            needs centred as table
            option components: Rank = 2
            product Summary
            retry 2 backoff 100ms
            run {
                var (variances, axes) = Stats.Pca(table, components);
                task.Metric("explained", variances.Sum());
                return new PcaSummary(variances, axes);
            }
        }

        /// The same numbers from R, through a shell.
        task pca_in_r {
            needs centred as table
            product Text
            run sh """
              Rscript -e 'print(prcomp(jsonlite::fromJSON(Sys.getenv("table")))$sdev^2)'
            """
        }
        """";
}
