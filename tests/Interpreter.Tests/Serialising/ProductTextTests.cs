using System.Collections.Immutable;
using System.Numerics;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Serialising;

/// <summary>Products as they stand on standard output.</summary>
public sealed class ProductTextTests
{
    [Fact]
    public void A_text_stands_as_it_is() => Print("a \"b\"\nc\n").ShouldBe("a \"b\"\nc\n");

    [Fact]
    public void One_thing_is_its_text_the_same_on_every_machine()
        => new[]
        {
            Print(true), Print('x'), Print(-3), Print(0.1), Print(1e300), Print(double.NaN), Print(double.NegativeInfinity), Print(0.1f), Print(1.50m),
            Print(BigInteger.Pow(10, 30)), Print(Shade.Light), Print(new Uri("https://a.b/ü")), Print(new DateOnly(2026, 3, 21)),
            Print(new DateTimeOffset(2026, 3, 21, 12, 0, 0, TimeSpan.FromHours(2))), Print(TimeSpan.FromMilliseconds(1500)), Print(Guid.Empty), Print(DagFile.Of("/tmp/x")),
        }.ShouldBe([
            "true", "x", "-3", "0.1", "1E+300", "NaN", "-Infinity", "0.1", "1.50",
            "1000000000000000000000000000000", "Light", "https://a.b/ü", "2026-03-21",
            "2026-03-21T12:00:00.0000000+02:00", "1.5s", "00000000-0000-0000-0000-000000000000", "/tmp/x",
        ]);

    [Fact]
    public void A_row_stands_on_one_line_however_long() => Print(Enumerable.Range(0, 60).ToArray()).ShouldBe("[" + string.Join(',', Enumerable.Range(0, 60)) + "]");

    [Fact]
    public void A_table_has_a_row_a_line() => Print<double[][]>([[1, 2.5], [double.NaN, 4]]).ShouldBe("""
        [
          [1,2.5],
          ["NaN",4]
        ]
        """);

    [Fact]
    public void A_record_that_fits_stands_on_one_line() => Print(new Axes([1, 2], [[1]])).ShouldBe("""{"Variances":[1,2],"Rows":[[1]],"Shade":"Dark"}""");

    [Fact]
    public void A_longer_one_has_a_property_a_line_and_its_table_a_row_a_line()
        => Print(new Axes([.. Enumerable.Range(0, 10).Select(i => i / 8.0)], [.. Enumerable.Range(0, 4).Select(i => Enumerable.Range(i, 20).Select(n => (double)n).ToArray())])).ShouldBe("""
        {
          "Variances": [0,0.125,0.25,0.375,0.5,0.625,0.75,0.875,1,1.125],
          "Rows": [
            [0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19],
            [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20],
            [2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21],
            [3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22]
          ],
          "Shade": "Dark"
        }
        """);

    [Fact]
    public void Files_in_it_are_their_paths_and_characters_stay_what_they_are()
        => Print(new Dictionary<string, DagFile> { ["größe <a>"] = DagFile.Of("/tmp/x&y") }).ShouldBe("""{"größe <a>":"/tmp/x&y"}""");

    [Fact]
    public void Sets_and_tuples_have_all_their_parts()
        => (Print(ImmutableArray.Create(1, 2)), Print((1, "x")), Print(new HashSet<string> { "a" }), Print(BigInteger.Parse("12345678901234567890") is var big ? new[] { big } : []))
            .ShouldBe(("[1,2]", """{"Item1":1,"Item2":"x"}""", """["a"]""", "[12345678901234567890]"));

    [Fact]
    public void What_JSON_cannot_hold_says_itself_what_it_is()
    {
        var knot = new Knot();
        knot.Next = knot;
        (Print(knot), Print(new Shy())).ShouldBe(("Dag.Interpreter.Tests.Serialising.Knot", "Dag.Interpreter.Tests.Serialising.Shy"));
    }

    private static string Print<T>(T value) => ProductText.Print(new ClrValue(value));
}
