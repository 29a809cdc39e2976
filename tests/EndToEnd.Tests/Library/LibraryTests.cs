using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Library;

/// <summary>What the standard library says of values and tables, the numbers as R prints them.</summary>
public class LibraryTests
{
    [Fact]
    public void Statistics_are_those_of_R()
    {
        using var dag = new DagProcess();
        dag.With("iris.csv", Repository.Text("examples/iris/iris.csv")).With("stats.dag", """
            import std.files
            import std.stats

            code {
                double[] Column(double[][] table, int column) => table.Select(row => row[column]).ToArray();
                string Shown(params double[][] lines) => string.Join("\n", lines.Select(line => string.Join(" ", line.Select(x => x.ToString("0.0000", CultureInfo.InvariantCulture)))));
            }

            task irises { option source: CsvFile = file "iris.csv"; product NumberTable; run => Csv.Numbers(source, 0, 1, 2, 3) }
            task shown {
                needs irises
                product Text
                run {
                    var line = Stats.LinearFit(Column(irises, 2), Column(irises, 3));
                    return Shown(
                        Stats.Means(irises),
                        Stats.Deviations(irises),
                        Stats.Covariance(irises)[0],
                        Stats.Covariance(Stats.Scale(irises))[1],
                        Stats.Means(Stats.Centre(irises)).Select(mean => Math.Abs(mean)).ToArray(),
                        Stats.Pca(Stats.Scale(irises), 4).Variances,
                        Stats.Pca(irises, 1).Axes[0],
                        Stats.Deviations(Stats.Project(irises, Stats.Pca(irises, 4).Axes)),
                        Stats.Quantiles(Column(irises, 0), 0, 0.25, 0.5, 0.75, 1),
                        Stats.Quantiles([1, 2, 3, 4], 0.1, 0.9),
                        [line.Intercept, line.Slope, line.RSquared],
                        Stats.LinearFit(irises.Select(row => row[1..]).ToArray(), Column(irises, 0)));
                }
            }
            """);
        dag.Run("run", "stats.dag").Output.ShouldBe("""
            5.8433 3.0573 3.7580 1.1993
            0.8281 0.4359 1.7653 0.7622
            0.6857 -0.0424 1.2743 0.5163
            -0.1176 1.0000 -0.4284 -0.3661
            0.0000 0.0000 0.0000 0.0000
            2.9185 0.9140 0.1468 0.0207
            0.3614 -0.0845 0.8567 0.3583
            2.0563 0.4926 0.2797 0.1544
            4.3000 5.1000 5.8000 6.4000 7.9000
            1.3000 3.7000
            -0.3631 0.4158 0.9271
            1.8560 0.6508 0.7091 -0.5565

            """);
    }

    [Fact]
    public void What_cannot_be_is_said_by_the_library_itself()
    {
        using var dag = new DagProcess();
        dag.With("x.csv", "a,b\n1,2\n3,x\n").With("after.csv", "a\n\"b\"x\n").With("open.csv", "a\n\"b\n").With("none.json", "null").With("wrong.dag", """
            import std.files
            import std.stats

            code {
                string Said(Func<object> ask)
                {
                    try
                    {
                        return $"no word, but {ask()}";
                    }
                    catch (Exception e) when (e is ArgumentException or FormatException)
                    {
                        return e.Message;
                    }
                }
            }

            task wrong {
                option x: CsvFile = file "x.csv"
                option after: CsvFile = file "after.csv"
                option open: CsvFile = file "open.csv"
                option nothing: JsonFile = file "none.json"
                product Text
                run => string.Join("\n",
                    Said(() => Stats.Scale([[0.1, 1], [0.1, 2], [0.1, 4]])),
                    Said(() => Stats.Covariance([[1, 2]])),
                    Said(() => Stats.Pca([[1, 2], [3, 5]], 3)),
                    Said(() => Stats.Means([[1, 2], [3]])),
                    Said(() => Stats.Quantiles([])),
                    Said(() => Stats.Quantiles([1], 1.5)),
                    Said(() => Stats.LinearFit(new double[] { 1, 2 }, new double[] { 1 })),
                    Said(() => Csv.Numbers(x, 1)),
                    Said(() => Csv.Numbers(x, 2)),
                    Said(() => Csv.Read(after).Count()),
                    Said(() => Csv.Read(open).Count()),
                    Said(() => Json.Read<int[]>(nothing)))
            }
            """);
        dag.Run("run", "wrong.dag").Whole.ShouldBe("""
            exit 0
            out: column 0 does not vary, so it cannot be scaled
            out: a covariance wants two rows or more, not 1
            out: a table of 2 columns has 1..2 components, not 3 (Parameter 'components')
            out: row 1 has 1 columns, the first has 2
            out: there are no quantiles of no values
            out: a share is 0..1, not 1.5 (Parameter 'share')
            out: x has 2 values and y has 1
            out: row 3, column 1: 'x' is no number
            out: row 2 has no column 2, only 2 of them
            out: row 2: 'x' follows the quote that closes a field
            out: row 2: a field in quotes is never closed
            out: 'none.json' contains null
            """);
    }

    [Fact]
    public void Comma_separated_values_are_read_as_RFC_4180_says()
    {
        string[] texts = ["", "a,b\n1,2\n", "a,b\r\n1,2", "\"x, y\",\"say \"\"hm\"\"\",\"two\nlines\"\n", "a,,\n,b,\n", "\uFEFFnaïve,ß\n"];
        using var dag = new DagProcess();
        dag.With("rows.dag", """
            import std.files
            task rows {
                option source: Folder = folder "texts"
                product Text
                run => string.Join("\n", source.Files("*.csv").OrderBy(file => file.Name).Select(file => string.Join("/", Csv.Read(file).Select(row => string.Join("|", row)))))
            }
            """);
        var folder = Directory.CreateDirectory(Path.Combine(dag.Folder, "texts")).FullName;
        for (var i = 0; i < texts.Length; i++)
            File.WriteAllText(Path.Combine(folder, $"{i}.csv"), texts[i]);

        dag.Run("run", "rows.dag").Output.ShouldBe("\na|b/1|2\na|b/1|2\nx, y|say \"hm\"|two\nlines\na||/|b|\nnaïve|ß\n");
    }

    [Fact]
    public void A_type_takes_the_one_value_and_says_why_not_the_other()
    {
        (string Type, string Good, string Bad)[] types =
        [
            ("NonEmptyFile", "file \"types.dag\"", "file \"empty\""),
            ("CsvFile", "file \"a.CSV\"", "file \"empty\""),
            ("JsonFile", "file \"a.json\"", "file \"empty\""),
            ("NonEmptyText", "\"x\"", "\" \""),
            ("Line", "\"\"", "\"a\\nb\""),
            ("Identifier", "\"_a1\"", "\"1a\""),
            ("Positive", "1", "0"),
            ("PositiveNumber", "0.5", "0"),
            ("Fraction", "1", "1.5"),
            ("Percentage", "100", "-1"),
            ("Port", "8080", "0"),
            ("NumberTable", "[[1, 2], [3, 4]]", "[[1, 2], [3]]"),
        ];
        using var dag = new DagProcess();
        dag.With("empty", "").With("a.CSV", "").With("a.json", "{}").With("types.dag", $$"""
            import std.files
            import std.numbers
            import std.stats
            import std.text

            task given { {{string.Join("; ", types.Select((type, i) => $"option x{i}: {type.Type} = {type.Good}"))}}; run { } }
            task refused { {{string.Join("; ", types.Select((type, i) => $"option x{i}: {type.Type}"))}}; run { } }
            """);
        dag.Run("run", "types.dag", "given", "--progress", "none").Whole.ShouldBe("exit 0");
        var refused = dag.Run(["run", "types.dag", "refused", .. types.SelectMany((type, i) => new[] { "--set", $"refused.x{i}={type.Bad}" })]);
        Golden.Compare(string.Join("\n", refused.Error.Split('\n').Where(line => line.StartsWith("error", StringComparison.Ordinal))));
    }
}
