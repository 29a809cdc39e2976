using System.Collections.Immutable;
using System.Numerics;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Parsing;
using Dag.Language.Text;

namespace Dag.Interpreter.Tests.Invoking;

/// <summary>Which literal fits which C# type, and what is said where it does not.</summary>
public sealed class ValueBinderTests
{
    [Theory]
    [InlineData("42", typeof(int), "int 42")]
    [InlineData("0x1F", typeof(byte), "byte 31")]
    [InlineData("-129", typeof(sbyte), "no: -129 does not fit sbyte without loss")]
    [InlineData("256", typeof(byte), "no: 256 does not fit byte without loss")]
    [InlineData("-1", typeof(uint), "no: -1 does not fit uint without loss")]
    [InlineData("2147483648", typeof(int), "no: 2147483648 does not fit Integer without loss")]
    [InlineData("2147483648", typeof(long), "long 2147483648")]
    [InlineData("32768", typeof(short), "no: 32768 does not fit short without loss")]
    [InlineData("65535", typeof(ushort), "ushort 65535")]
    [InlineData("18446744073709551615", typeof(ulong), "ulong 18446744073709551615")]
    [InlineData("170141183460469231731687303715884105727", typeof(Int128), "Int128 170141183460469231731687303715884105727")]
    [InlineData("-1", typeof(UInt128), "no: -1 does not fit UInt128 without loss")]
    [InlineData("7", typeof(nint), "nint 7")]
    [InlineData("123456789012345678901234567890", typeof(BigInteger), "BigInteger 123456789012345678901234567890")]
    [InlineData("9007199254740992", typeof(double), "double 9007199254740992")]
    [InlineData("9007199254740993", typeof(double), "no: 9007199254740993 does not fit Number without loss (write it with a decimal point or an exponent to round it to the nearest number of that type)")]
    [InlineData("16777217", typeof(float), "no: 16777217 does not fit float without loss (write it with a decimal point or an exponent to round it to the nearest number of that type)")]
    [InlineData("2049", typeof(Half), "no: 2049 does not fit Half without loss (write it with a decimal point or an exponent to round it to the nearest number of that type)")]
    [InlineData("79228162514264337593543950335", typeof(decimal), "decimal 79228162514264337593543950335")]
    [InlineData("79228162514264337593543950336", typeof(decimal), "no: 79228162514264337593543950336 does not fit Decimal without loss")]
    [InlineData("42", typeof(int?), "int 42")]
    [InlineData("none", typeof(int?), "none")]
    [InlineData("none", typeof(string), "none")]
    [InlineData("none", typeof(int), "no: expected Integer, found none")]
    [InlineData("4KB", typeof(long), "long 4096")]
    [InlineData("4KB", typeof(int), "int 4096")]
    [InlineData("3GB", typeof(int), "no: 3221225472 does not fit Integer without loss")]
    public void Whole_numbers_and_sizes_bind_where_they_are_held_exactly(string literal, Type type, string bound) => Bind(literal, type).ShouldBe(bound);

    [Theory]
    [InlineData("0.1", typeof(double), "double 0.1")]
    [InlineData("0.1", typeof(float), "float 0.1")]
    [InlineData("0.1", typeof(decimal), "decimal 0.1")]
    [InlineData("1e3", typeof(int), "int 1000")]
    [InlineData("2.0", typeof(int), "int 2")]
    [InlineData("1.5", typeof(int), "no: 1.5 does not fit Integer without loss")]
    [InlineData("1e10", typeof(int), "no: 1e10 does not fit Integer without loss")]
    [InlineData("1.00000000000000000000000000000000001", typeof(int), "no: 1.00000000000000000000000000000000001 does not fit Integer without loss")]
    [InlineData("0.12345678901234567890123456789012345", typeof(decimal), "no: 0.12345678901234567890123456789012345 does not fit Decimal without loss")]
    [InlineData("1.5e-30", typeof(decimal), "no: 1.5e-30 does not fit Decimal without loss")]
    [InlineData("1e30", typeof(BigInteger), "BigInteger 1000000000000000000000000000000")]
    [InlineData("1e999999999", typeof(BigInteger), "no: 1e999999999 does not fit BigInteger without loss")]
    [InlineData("1e99999999999999999999", typeof(double), "no: 1e99999999999999999999 does not fit Number without loss")]
    [InlineData("1e400", typeof(double), "no: 1e400 does not fit Number without loss")]
    [InlineData("1e-400", typeof(double), "no: 1e-400 does not fit Number without loss")]
    [InlineData("0.0e-400", typeof(double), "double 0")]
    [InlineData("NaN", typeof(double), "double NaN")]
    [InlineData("-Infinity", typeof(float), "float -Infinity")]
    [InlineData("Infinity", typeof(double?), "double Infinity")]
    [InlineData("NaN", typeof(int), "no: NaN does not fit Integer (use Number for NaN and infinities)")]
    [InlineData("Infinity", typeof(decimal), "no: Infinity does not fit Decimal (use Number for NaN and infinities)")]
    [InlineData("\"NaN\"", typeof(double), "no: expected Number, found a text (write NaN without quotes)")]
    [InlineData("1e39", typeof(float), "no: 1e39 does not fit float without loss")]
    [InlineData("1.5", typeof(string), "no: expected Text, found a number (put it in quotes: \"1.5\")")]
    public void Numbers_with_a_point_bind_to_the_nearest_fraction_and_to_whole_types_only_exactly(string literal, Type type, string bound)
        => Bind(literal, type).ShouldBe(bound);

    [Fact]
    public void A_whole_number_beyond_every_fraction_does_not_fit_one()
        => Bind("1" + new string('0', 400), typeof(double)).ShouldBe("no: 1" + new string('0', 47) + " … does not fit Number without loss");

    [Theory]
    [InlineData("\"x\"", typeof(string), "string x")]
    [InlineData("\"x\"", typeof(char), "char x")]
    [InlineData("\"xy\"", typeof(char), "no: expected one character, found a text of 2 characters")]
    [InlineData("\"https://a.b/c\"", typeof(Uri), "Uri https://a.b/c")]
    [InlineData("\"rbf\"", typeof(Kernel), "Kernel Rbf")]
    [InlineData("\"rbff\"", typeof(Kernel), "no: the text is not one of Linear, Rbf (did you mean 'Rbf'?)")]
    [InlineData("3", typeof(Kernel), "no: expected Kernel (Linear, Rbf), found a whole number")]
    [InlineData("\"67e55044-10b1-426f-9247-bb680e5fe0c8\"", typeof(Guid), "Guid 67e55044-10b1-426f-9247-bb680e5fe0c8")]
    [InlineData("\"2026-03-21\"", typeof(DateOnly), "DateOnly 2026-03-21")]
    [InlineData("\"2026-03-32\"", typeof(DateOnly), "no: the text cannot be read as a date like 2026-03-21")]
    [InlineData("\"12:30\"", typeof(TimeOnly), "TimeOnly 12:30:00.0000000")]
    [InlineData("\"2026-03-21T12:00:00Z\"", typeof(DateTime), "DateTime 2026-03-21T12:00:00.0000000Z")]
    [InlineData("\"2026-03-21T12:00:00\"", typeof(DateTimeOffset), "DateTimeOffset 2026-03-21T12:00:00.0000000+00:00")]
    [InlineData("\"2026-03-21T12:00:00+02:00\"", typeof(DateTimeOffset), "DateTimeOffset 2026-03-21T12:00:00.0000000+02:00")]
    [InlineData("\"red\"", typeof(Colour), "Colour {\"Name\":\"red\"}")]
    [InlineData("\"blue\"", typeof(Colour), "no: the text cannot be read as Colour")]
    [InlineData("\"burst\"", typeof(Colour), "no: the text cannot be read as Colour: its TryParse threw InvalidOperationException: it burst")]
    [InlineData("\"42\"", typeof(int), "no: expected Integer, found a text")]
    [InlineData("\"true\"", typeof(bool), "no: expected Boolean, found a text (write true or false)")]
    [InlineData("\"10s\"", typeof(TimeSpan), "no: expected a duration like 90s, found a text")]
    [InlineData("\"x\"", typeof(int[]), "no: expected a list of Integer, found a text (write [\"x\"])")]
    public void Texts_bind_to_whatever_is_written_as_text(string literal, Type type, string bound) => Bind(literal, type).ShouldBe(bound);

    [Theory]
    [InlineData("true", typeof(bool), "bool true")]
    [InlineData("true", typeof(string), "no: expected Text, found true or false (put it in quotes: \"true\")")]
    [InlineData("1.5s", typeof(TimeSpan), "TimeSpan 1.5s")]
    [InlineData("90", typeof(TimeSpan), "no: expected a duration like 90s, found a whole number (write it with a unit: 90s)")]
    [InlineData("10s", typeof(int), "no: expected Integer, found a duration")]
    [InlineData("file \"a.csv\"", typeof(DagFile), "DagFile /base/a.csv")]
    [InlineData("file \"../a.csv\"", typeof(DagFile), "DagFile /a.csv")]
    [InlineData("folder \"src\"", typeof(DagFolder), "DagFolder /base/src")]
    [InlineData("file \"\"", typeof(DagFile), "no: the path is empty or contains a NUL character")]
    [InlineData("\"a.csv\"", typeof(DagFile), "no: expected File, found a text (write file \"a.csv\")")]
    [InlineData("\"src\"", typeof(DagFolder), "no: expected Folder, found a text (write folder \"src\")")]
    [InlineData("folder \"src\"", typeof(DagFile), "no: expected File, found a folder")]
    [InlineData("[1]", typeof(string), "no: expected Text, found a list")]
    [InlineData("{ a: 1 }", typeof(int), "no: expected Integer, found a record")]
    [InlineData("{ a: 1 }", typeof(Func<int>), "no: expected Func<int>, found a record")]
    [InlineData("[1]", typeof(int[,]), "no: expected int[,], found a list (int[,] has no literal; use a type of int[][] and lists of lists)")]
    [InlineData("[[[1]]]", typeof(double[,,]), "no: expected double[,,], found a list (double[,,] has no literal; use a type of double[][][] and lists of lists)")]
    public void Each_other_literal_binds_to_its_own_kind(string literal, Type type, string bound) => Bind(literal, type).ShouldBe(bound);

    [Theory]
    [InlineData("[1, 2]", typeof(int[]), "int[] [1,2]")]
    [InlineData("[]", typeof(double[][]), "double[][] []")]
    [InlineData("[1, 2]", typeof(IReadOnlyList<double>), "double[] [1,2]")]
    [InlineData("[1, 2]", typeof(IEnumerable<long>), "long[] [1,2]")]
    [InlineData("[1, 2]", typeof(List<int>), "List<int> [1,2]")]
    [InlineData("[1, 2]", typeof(IList<int>), "List<int> [1,2]")]
    [InlineData("[1, 2]", typeof(ImmutableArray<int>), "ImmutableArray<int> [1,2]")]
    [InlineData("[1, 2]", typeof(ImmutableList<int>), "ImmutableList<int> [1,2]")]
    [InlineData("[1, 2, 1]", typeof(HashSet<int>), "HashSet<int> [1,2]")]
    [InlineData("[1, \"x\"]", typeof((int, string)), "(int, string) {\"Item1\":1,\"Item2\":\"x\"}")]
    [InlineData("[1]", typeof((int, string)), "no: expected 2 elements, found 1")]
    [InlineData("[1, 2]", typeof((int, string)), "no: at [1]: expected Text, found a whole number (put it in quotes: \"2\")")]
    [InlineData("[1, 2.5]", typeof(int[]), "no: at [1]: 2.5 does not fit Integer without loss")]
    [InlineData("[[1], [2, \"x\"]]", typeof(double[][]), "no: at [1][1]: expected Number, found a text")]
    [InlineData("{ a: 1, b: 2 }", typeof(Dictionary<string, int>), "Dictionary<string, int> {\"a\":1,\"b\":2}")]
    [InlineData("{ a: 1 }", typeof(IReadOnlyDictionary<string, double>), "Dictionary<string, double> {\"a\":1}")]
    [InlineData("{ \"1\": 2 }", typeof(SortedDictionary<int, int>), "SortedDictionary<int, int> {\"1\":2}")]
    [InlineData("{ \"2h\": 2 }", typeof(ImmutableDictionary<TimeSpan, int>), "ImmutableDictionary<TimeSpan, int> {\"2h\":2}")]
    [InlineData("{ \"1\": 2, \"01\": 3 }", typeof(Dictionary<int, int>), "no: duplicate '01'")]
    [InlineData("[2, 1]", typeof(SortedSet<int>), "SortedSet<int> [1,2]")]
    [InlineData("[1, 2]", typeof(Queue<int>), "Queue<int> [1,2]")]
    [InlineData("{ a: \"x\" }", typeof(Dictionary<string, int>), "no: at a: expected Integer, found a text")]
    public void Lists_and_records_bind_to_collections(string literal, Type type, string bound) => Bind(literal, type).ShouldBe(bound);

    [Theory]
    [InlineData("{ name: \"x\", size: 2 }", typeof(Box), "Box {\"Name\":\"x\",\"Size\":2,\"Weight\":1.5}")]
    [InlineData("{ weight: 2.5, size: 2, NAME: \"x\" }", typeof(Box), "Box {\"Name\":\"x\",\"Size\":2,\"Weight\":2.5}")]
    [InlineData("{ size: 2 }", typeof(Box), "no: at Name: Box is missing 'Name'")]
    [InlineData("{ name: \"x\", sise: 2 }", typeof(Box), "no: at sise: Box has no 'sise' (did you mean 'Size'?)")]
    [InlineData("{ name: \"x\", Name: \"y\", size: 2 }", typeof(Box), "no: duplicate 'Name'")]
    [InlineData("{ name: \"x\", size: \"big\" }", typeof(Box), "no: at size: expected Integer, found a text")]
    [InlineData("{ label: \"l\", boxes: [{ name: \"x\", size: 1 }, { name: \"y\", size: 1.5 }] }", typeof(Crate), "no: at boxes[1].size: 1.5 does not fit Integer without loss")]
    [InlineData("{ name: \"x\", field: \"f\" }", typeof(Settings), "Settings {\"Name\":\"x\",\"Retries\":3,\"Field\":\"f\"}")]
    [InlineData("{ retries: 1 }", typeof(Settings), "no: at Name: Settings is missing 'Name'")]
    [InlineData("{ }", typeof(Readied), "Readied {\"Name\":\"readied\"}")]
    [InlineData("{ y: 2 }", typeof(Point), "Point {\"X\":0,\"Y\":2}")]
    [InlineData("{ name: \"x\", size: 2, weight: none }", typeof(Box), "no: at weight: expected Number, found none")]
    [InlineData("{ name: none, size: 2 }", typeof(Box), "no: at name: expected Text, found none")]
    [InlineData("{ name: \"x\", field: none }", typeof(Settings), "Settings {\"Name\":\"x\",\"Retries\":3,\"Field\":null}")]
    [InlineData("{ label: \"l\", boxes: [none] }", typeof(Crate), "no: at boxes[0]: expected Box, found none")]
    [InlineData("{ width: 2, height: 3 }", typeof(Sheet), "Sheet {\"Width\":2,\"Height\":3,\"Area\":6}")]
    [InlineData("{ width: 2, height: 3, area: 6 }", typeof(Sheet), "Sheet {\"Width\":2,\"Height\":3,\"Area\":6}")]
    [InlineData("{ width: 2, height: 3, area: 7 }", typeof(Sheet), "no: at area: it is read-only, with the value 6")]
    [InlineData("{ kind: \"x\" }", typeof(Unfilled), "no: at Name: Unfilled is missing 'Name'")]
    [InlineData("{ at: { a: 1, b: \"x\" } }", typeof(Named), "Named {\"At\":{\"Item1\":1,\"Item2\":\"x\"}}")]
    [InlineData("{ at: { Item1: 1, B: \"x\" } }", typeof(Named), "Named {\"At\":{\"Item1\":1,\"Item2\":\"x\"}}")]
    [InlineData("{ at: { a: 1, c: \"x\" } }", typeof(Named), "no: at at.c: (int, string) has no 'c' (did you mean 'A'?)")]
    [InlineData("{ at: { a: 1 } }", typeof(Named), "no: at at.B: (int, string) is missing 'B'")]
    [InlineData("{ at: { a: 1, Item1: 1 } }", typeof(Named), "no: at at: duplicate 'Item1'")]
    [InlineData("{ from: 2, to: 1 }", typeof(Span), "no: Span rejected it with ArgumentException: the end is before the start")]
    public void Records_bind_to_constructors_and_members_by_name(string literal, Type type, string bound) => Bind(literal, type).ShouldBe(bound);

    private static string Bind(string literal, Type type)
    {
        var parsed = Parser.ParseValue(new SourceText("<literal>", literal));
        parsed.Diagnostics.ShouldBeEmpty();
        return Bound.Line(new ValueBinder("/base").Bind(parsed.Value.ShouldNotBeNull().Value, type));
    }
}
