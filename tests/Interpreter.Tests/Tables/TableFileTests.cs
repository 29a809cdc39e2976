using System.Text;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.Runtime.Tables;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Tests.Tables;

/// <summary>Lists of flat records as files of other languages, and back.</summary>
public sealed class TableFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dag-tables-").FullName;

    public enum Colour
    {
        Red,
        Green,
    }

    public sealed record Row(
        int Id, double X, double? Y, decimal Price, string Name, string? Note, bool On, DateOnly Day, DateTime At, DateTimeOffset When, TimeSpan Took, Colour Colour, long? Big);

    public sealed record Fit(string Name, double Slope, int? Count = null);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Parquet)]
    [InlineData(TableFormat.Arrow)]
    public void Every_cell_comes_back_as_it_was(TableFormat format)
    {
        Row[] rows =
        [
            new(1, 1.5, null, 12.30m, "a,\"b\"\nc", null, true, new(2026, 3, 21), new(2026, 3, 21, 12, 0, 0), new(2026, 3, 21, 12, 0, 0, TimeSpan.FromHours(2)), TimeSpan.FromSeconds(90), Colour.Green, long.MaxValue),
            new(2, double.NaN, double.PositiveInfinity, 0.10m, "", "", false, new(1999, 12, 31), new(1999, 1, 1), default, TimeSpan.Zero, Colour.Red, null),
            new(3, 0.1, -1, -79228162514264337593543950335m, "é 🦊", "NA", false, new(1, 1, 1), new(2000, 1, 1), new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromMilliseconds(1), Colour.Red, -1),
        ];
        RoundTrip(rows.Take(2).ToArray(), format).ShouldBe(rows.Take(2));
        RoundTrip(rows[2..], format).ShouldBe(rows[2..]);
        RoundTrip(Array.Empty<Row>(), format).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Parquet)]
    [InlineData(TableFormat.Arrow)]
    public void Rows_of_numbers_are_a_table_too(TableFormat format)
        => RoundTrip(new double[][] { [1, 2.5], [-0.1, double.NaN] }, format).ShouldBe([[1, 2.5], [-0.1, double.NaN]]);

    [Fact]
    public void A_file_of_comma_separated_values_has_a_header_and_tells_null_from_an_empty_text()
    {
        Write(new Fit[] { new("", 1), new("a b", double.NegativeInfinity, 3) }, TableFormat.Csv);
        File.ReadAllText(PathOf()).ShouldBe("Name,Slope,Count\n\"\",1,\na b,-Infinity,3\n");
    }

    [Theory]
    [InlineData("Name,Slope,Count\na,1,2\n", "a 1 2")]
    [InlineData("\"Name\",\"Slope\",\"Count\"\r\n\"a\",1.50,NA\r\n", "a 1.5 -")]
    [InlineData("slope,NAME\n,a\n", "a NaN -")]
    [InlineData("Name,Slope,Count\nNA,nan,3.0\n", "NA NaN 3")]
    [InlineData("Name,Slope,Count\n,-inf,\n", " -Infinity -")]
    public void What_pandas_and_R_write_is_read(string written, string read) => Read(written).ShouldBe(read);

    [Theory]
    [InlineData("Name,Slope\na,x\n", "wrote CSV that is not a valid Fit[]: at $[0].Slope: expected Number, found a text")]
    [InlineData("Name,Slope,Count\na,1,2.5\n", "wrote CSV that is not a valid Fit[]: at $[0].Count: 2.5 does not fit Integer without loss")]
    [InlineData("Name,Slpoe\na,1\n", "wrote CSV with a column 'Slpoe' that its type does not have; expected Name, Slope, Count (did you mean 'Slope'?)")]
    [InlineData(",Name,Slope\n0,a,1\n", "wrote CSV with a column '' that its type does not have; expected Name, Slope, Count (leave out row names: to_csv(path, index=False) in pandas, write.csv(x, path, row.names = FALSE) in R)")]
    [InlineData("Name\na\n", "wrote CSV without the column 'Slope'; expected Name, Slope, Count")]
    [InlineData("Name,Slope\na,1,2\n", "wrote invalid CSV: row 2 has 3 fields; expected 2, as in the header")]
    [InlineData("Name,Slope\n\"a,1\n", "wrote invalid CSV: row 2: a field in quotes is never closed")]
    [InlineData("", "wrote invalid CSV: it is empty: expected a header with the names of the columns")]
    public void What_is_wrong_with_a_table_is_said_with_its_place(string written, string said) => Read(written).ShouldBe(said);

    [Fact]
    public void A_file_of_another_format_is_said_to_be_one()
    {
        File.WriteAllText(PathOf(), "Name,Slope\na,1\n");
        Said(TableFile.Read(PathOf(), AnnotatedType.Of(typeof(Fit[])), TableFormat.Parquet)).ShouldStartWith("wrote a file that is not Parquet: ");
        Said(TableFile.Read(PathOf(), AnnotatedType.Of(typeof(Fit[])), TableFormat.Arrow)).ShouldStartWith("wrote a file that is not Arrow: ");
    }

    [Theory]
    [InlineData(typeof(string), "it is not a list")]
    [InlineData(typeof(string[]), "its elements are string, which has no members")]
    [InlineData(typeof(string[][]), "its rows are not numbers")]
    [InlineData(typeof(Nested[]), "its column 'Fits' is Fit[], which is more than one thing")]
    public void What_is_no_table_is_said(Type type, string why)
    {
        TableShape.Of(AnnotatedType.Of(type), out var said).ShouldBeNull();
        said.ShouldBe(why);
    }

    public sealed record Nested(string Name, Fit[] Fits);

    private string PathOf() => Path.Combine(folder, "table");

    private void Write<T>(T value, TableFormat format)
    {
        using var file = File.Create(PathOf());
        TableFile.Write(file, new ClrValue(value), AnnotatedType.Of(typeof(T)), format);
    }

    private T RoundTrip<T>(T value, TableFormat format)
    {
        Write(value, format);
        return TableFile.Read(PathOf(), AnnotatedType.Of(typeof(T)), format).ShouldBeOfType<ProductReading.Found>().Value.As<T>();
    }

    private string Read(string written)
    {
        File.WriteAllText(PathOf(), written, new UTF8Encoding(false));
        return Said(TableFile.Read(PathOf(), AnnotatedType.Of(typeof(Fit[])), TableFormat.Csv));
    }

    private static string Said(ProductReading reading) => reading switch
    {
        ProductReading.Found(var value) => string.Join('\n', value.As<Fit[]>().Select(fit => FormattableString.Invariant($"{fit.Name} {fit.Slope} {fit.Count?.ToString() ?? "-"}"))),
        ProductReading.Unreadable(var why, var hint) => hint is null ? why : $"{why} ({hint})",
        _ => "",
    };
}
