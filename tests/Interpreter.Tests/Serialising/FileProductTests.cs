using System.Text;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Serialising;

/// <summary>What a process wrote, read as its product's type.</summary>
public sealed class FileProductTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    [Theory]
    [InlineData("a\nb\n", typeof(string), "string a\nb")]
    [InlineData("a\n\n", typeof(string), "string a\n")]
    [InlineData("a\r\n", typeof(string), "string a")]
    [InlineData("", typeof(string), "string ")]
    [InlineData("\uFEFFa", typeof(string), "string a")]
    [InlineData(" 42 \n", typeof(int), "int 42")]
    [InlineData("\uFEFF42", typeof(int), "int 42")]
    [InlineData("1e3\n", typeof(long), "long 1000")]
    [InlineData("0.1\n", typeof(double), "double 0.1")]
    [InlineData("NaN\n", typeof(double), "double NaN")]
    [InlineData("\"NaN\"", typeof(double), "double NaN")]
    [InlineData("nan\n", typeof(double), "double NaN")]
    [InlineData("-nan\n", typeof(double), "double NaN")]
    [InlineData("inf\n", typeof(double), "double Infinity")]
    [InlineData("-inf\n", typeof(float), "float -Infinity")]
    [InlineData("-Inf\n", typeof(double), "double -Infinity")]
    [InlineData("-0.0\n", typeof(double), "double -0")]
    [InlineData("[NaN, Infinity, -Infinity, nan, inf, -inf, \"Inf\", \"-Inf\", \"NaN\", 1]", typeof(double[]),
        "double[] [\"NaN\",\"Infinity\",\"-Infinity\",\"NaN\",\"Infinity\",\"-Infinity\",\"Infinity\",\"-Infinity\",\"NaN\",1]")]
    [InlineData("[1, null]", typeof(double?[]), "double?[] [1,null]")]
    [InlineData("{\"NaN\": NaN}", typeof(Dictionary<string, double>), "Dictionary<string, double> {\"NaN\":\"NaN\"}")]
    [InlineData("[1, \"x\"]", typeof((int, string)), "(int, string) {\"Item1\":1,\"Item2\":\"x\"}")]
    [InlineData("{\"item2\":\"x\",\"Item1\":1}", typeof((int, string)), "(int, string) {\"Item1\":1,\"Item2\":\"x\"}")]
    [InlineData("[1,2,3,4,5,6,7,8]", typeof((int, int, int, int, int, int, int, int)),
        "(int, int, int, int, int, int, int, (int)) {\"Item1\":1,\"Item2\":2,\"Item3\":3,\"Item4\":4,\"Item5\":5,\"Item6\":6,\"Item7\":7,\"Rest\":{\"Item1\":8}}")]
    [InlineData("{\"Item1\":1,\"Item2\":2,\"Item3\":3,\"Item4\":4,\"Item5\":5,\"Item6\":6,\"Item7\":7,\"Rest\":{\"Item1\":8}}", typeof((int, int, int, int, int, int, int, int)),
        "(int, int, int, int, int, int, int, (int)) {\"Item1\":1,\"Item2\":2,\"Item3\":3,\"Item4\":4,\"Item5\":5,\"Item6\":6,\"Item7\":7,\"Rest\":{\"Item1\":8}}")]
    [InlineData("0.10\n", typeof(decimal), "decimal 0.10")]
    [InlineData("True\n", typeof(bool), "bool true")]
    [InlineData("7\n", typeof(int?), "int 7")]
    [InlineData("light\n", typeof(Shade), "Shade Light")]
    [InlineData("\"Light\"\n", typeof(Shade), "Shade Light")]
    [InlineData("https://a.b\n", typeof(Uri), "Uri https://a.b")]
    [InlineData("2026-03-21\n", typeof(DateOnly), "DateOnly 2026-03-21")]
    [InlineData("\"2026-03-21\"\n", typeof(DateOnly), "DateOnly 2026-03-21")]
    [InlineData("1m30s\n", typeof(TimeSpan), "TimeSpan 90s")]
    [InlineData("00:01:30\n", typeof(TimeSpan), "TimeSpan 90s")]
    [InlineData("\"90s\"", typeof(TimeSpan), "TimeSpan 90s")]
    [InlineData("[\"1.5s\",\"00:00:01\"]", typeof(TimeSpan[]), "TimeSpan[] [\"1.5s\",\"1s\"]")]
    [InlineData("{\"2h\":1}", typeof(Dictionary<TimeSpan, int>), "Dictionary<TimeSpan, int> {\"2h\":1}")]
    [InlineData("a\nb\n", typeof(string[]), "string[] [\"a\",\"b\"]")]
    [InlineData("a\r\nb", typeof(List<string>), "List<string> [\"a\",\"b\"]")]
    [InlineData("a\n\nb\n", typeof(IReadOnlyList<string>), "string[] [\"a\",\"\",\"b\"]")]
    [InlineData("", typeof(string[]), "string[] []")]
    [InlineData("[\"a\\nb\"]", typeof(string[]), "string[] [\"a\\nb\"]")]
    [InlineData("[[1,2],[3,\"Infinity\"]]", typeof(double[][]), "double[][] [[1,2],[3,\"Infinity\"]]")]
    [InlineData("{\"variances\":[1],\"ROWS\":[],\"Shade\":\"Light\"}", typeof(Axes), "Axes {\"Variances\":[1],\"Rows\":[],\"Shade\":\"Light\"}")]
    public void What_was_written_is_read_by_the_products_type(string written, Type type, string read) => Read(written, type).ShouldBe(read);

    [Theory]
    [InlineData("many\n", typeof(int), "wrote 'many', which cannot be read as Integer")]
    [InlineData("", typeof(int), "wrote an empty text, which cannot be read as Integer")]
    [InlineData("1,5\n", typeof(double), "wrote '1,5', which cannot be read as Number")]
    [InlineData("3000000000", typeof(int), "wrote '3000000000', which does not fit Integer without loss")]
    [InlineData("1\n2\n", typeof(int), "wrote '1 2', which cannot be read as Integer")]
    [InlineData("90", typeof(TimeSpan), "wrote '90', which cannot be read as a duration like 90s")]
    [InlineData("[90]", typeof(TimeSpan[]), "wrote JSON that cannot be read as a list of durations like 90s: at $[0]: expected a duration like 90s, found a whole number (write it with a unit, as a text: \"90s\")")]
    [InlineData("1e400", typeof(double), "wrote '1e400', which does not fit Number without loss")]
    [InlineData("9007199254740993", typeof(double), "wrote '9007199254740993', which does not fit Number without loss (write it with a decimal point or an exponent to round it to the nearest number of that type)")]
    [InlineData("3.5", typeof(int), "wrote '3.5', which does not fit Integer without loss")]
    [InlineData("inf", typeof(int), "wrote 'inf', which cannot be read as Integer")]
    [InlineData("NA", typeof(double), "wrote 'NA', which cannot be read as Number (NA of R is not supported: write NaN, or null for a type such as double?)")]
    [InlineData("[1, \"NA\"]", typeof(double[]), "wrote JSON that cannot be read as a list of Number: at $[1]: expected Number, found a text (NA of R is not supported: write NaN, or null for a type such as double?)")]
    [InlineData("[NaN]", typeof(int[]), "wrote JSON that cannot be read as a list of Integer: at $[0]: NaN does not fit Integer (use Number for NaN and infinities)")]
    [InlineData("[NaN]", typeof(string[]), "wrote JSON that cannot be read as a list of Text: at $[0]: expected Text, found a number (put it in quotes: \"NaN\")")]
    [InlineData("[1e400]", typeof(double[]), "wrote JSON that cannot be read as a list of Number: at $[0]: 1e400 does not fit Number without loss")]
    [InlineData("[null]", typeof(string[]), "wrote JSON that cannot be read as a list of Text: at $[0]: expected Text, found null")]
    [InlineData("[1] [2]", typeof(int[]), "wrote invalid JSON for a list of Integer (line 1, byte 5): '[' is invalid after a single JSON value. Expected end of data")]
    [InlineData("['a', None]", typeof(string[]), "wrote invalid JSON for a list of Text (line 1, byte 2): ''' is an invalid start of a value (in Python: print(json.dumps(value)))")]
    [InlineData("{\"a\":1,\"a\":2}", typeof(Dictionary<string, int>), "wrote JSON that cannot be read as Dictionary<string, int>: duplicate 'a'")]
    [InlineData("{\"x\":1}", typeof(Dictionary<int, int>), "wrote JSON that cannot be read as Dictionary<int, int>: the key \"x\" cannot be read as Integer")]
    [InlineData("[\"\\ud800\"]", typeof(string[]), "wrote invalid JSON for a list of Text: the text at byte 2 contains an escape of half a surrogate pair")]
    [InlineData("lihgt", typeof(Shade), "wrote 'lihgt', which is not one of Dark, Light (did you mean 'Light'?)")]
    [InlineData("", typeof(double[]), "wrote an empty text; expected a list of Number")]
    [InlineData("[1,\n 2,, 3]", typeof(int[]), "wrote invalid JSON for a list of Integer (line 2, byte 4): ',' is an invalid start of a value")]
    [InlineData("[1,\"x\"]", typeof(int[]), "wrote JSON that cannot be read as a list of Integer: at $[1]: expected Integer, found a text")]
    [InlineData("total 4\n", typeof(Axes), "wrote invalid JSON for Axes (line 1, byte 2): 'total 4' is an invalid JSON literal. Expected the literal 'true'")]
    [InlineData("[1]", typeof(int[,]), "wrote JSON that cannot be read as int[,]: expected int[,], found a list (int[,] has no literal; use a type of int[][] and lists of lists)")]
    public void What_cannot_be_read_is_refused_in_words(string written, Type type, string refusal) => Read(written, type).ShouldBe("no: " + refusal);

    [Fact]
    public void Values_nested_without_end_are_refused()
        => Read(new string('[', 100_000), typeof(Tree)).ShouldBe("no: wrote invalid JSON for Tree (line 1, byte 201): values are nested more than 200 levels deep");

    [Fact]
    public void A_long_text_is_shown_by_its_beginning()
        => Read(new string('9', 5000), typeof(int)).ShouldBe($"no: wrote '{new string('9', 38)} …', which cannot be read as Integer");

    [Fact]
    public void Bytes_are_as_they_are_and_a_text_must_be_UTF_8()
        => (Read([0xFF, 0x00], typeof(byte[])), Read([0xFF, 0x00], typeof(string)), Read([0xFF], typeof(int)))
            .ShouldBe((
                "byte[] \"/wA=\"",
                "no: wrote bytes that are not UTF-8; expected Text (use type Bytes or File for binary data)",
                "no: wrote bytes that are not UTF-8; expected Integer (use type Bytes or File for binary data)"));

    [Fact]
    public void A_file_is_itself_and_is_not_read()
    {
        using (var file = File.OpenWrite(path))
            file.SetLength(1L << 40);
        FileProduct.Read(path, typeof(DagFile)).ShouldBe(new ProductReading.Found(new ClrValue(DagFile.Of(path))));
    }

    [Fact]
    public void A_file_too_large_to_be_read_is_refused()
    {
        using (var file = File.OpenWrite(path))
            file.SetLength(1L << 40);
        Line(FileProduct.Read(path, typeof(string)))
            .ShouldBe("no: wrote a product that cannot be read back: The file is too long. This operation is currently limited to supporting files less than 2 gigabytes in size");
    }

    [Fact]
    public void A_file_is_no_folder()
        => Read("", typeof(DagFolder)).ShouldBe("no: wrote a file; expected a folder (create a folder: mkdir \"$OUT\")");

    public void Dispose() => File.Delete(path);

    private string Read(string written, Type type) => Read(Encoding.UTF8.GetBytes(written), type);

    private string Read(byte[] written, Type type)
    {
        File.WriteAllBytes(path, written);
        return Line(FileProduct.Read(path, type));
    }

    private static string Line(ProductReading reading) => reading switch
    {
        ProductReading.Found(var value) => value.Raw is { } raw ? $"{ClrTypeName.Of(raw.GetType())} {Plain(value)}" : "none",
        ProductReading.Unreadable(var reason, var hint) => $"no: {reason}{(hint is null ? "" : $" ({hint})")}",
        _ => throw new System.Diagnostics.UnreachableException($"reading {reading}"),
    };

    private static string Plain(ClrValue value) => ScalarText.Find(value) ?? ProductJson.Print(value);
}
