using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Serialising;

public sealed class FlatTableTests
{
    [Fact]
    public void Records_are_rows_under_the_names_of_their_fields()
        => Csv(new Row[] { new("a", 1.5, null), new(" b ", double.NaN, true), new("c\n\"d\", e", -2, false) }).ShouldBe("""
            Name,X,Ok
            a,1.5,
            " b ",NaN,true
            "c
            ""d"", e",-2,false

            """);

    [Fact]
    public void A_table_without_rows_has_the_names_of_its_type()
        => Csv(Array.Empty<Row>()).ShouldBe("Name,X,Ok\n");

    [Fact]
    public void Dictionaries_have_the_names_of_all_of_them()
        => Csv(new List<Dictionary<string, int>> { new() { ["a"] = 1 }, new() { ["b"] = 2, ["a"] = 3 } }).ShouldBe("a,b\n1,\n3,2\n");

    [Fact]
    public void Lists_of_lists_and_lists_have_no_names()
    {
        Csv(new double[][] { [1, 2], [3] }).ShouldBe("1,2\n3,\n");
        Csv(new[] { "a", "b,c" }).ShouldBe("a\n\"b,c\"\n");
    }

    [Fact]
    public void What_is_nested_or_mixed_or_no_list_is_no_table()
    {
        object[] others = [new[] { new Nested("a", [1]) }, new object[] { 1, new[] { 2 } }, "text", 3, new Dictionary<string, int> { ["a"] = 1 }, new int[][][] { [[1]] }];
        others.Select(each => FlatTable.Find(new ClrValue(each))).ShouldAllBe(table => table == null);
    }

    [Theory]
    [InlineData(typeof(Row[]), true)]
    [InlineData(typeof(List<Dictionary<string, double>>), true)]
    [InlineData(typeof(IReadOnlyList<int>), true)]
    [InlineData(typeof(double[][]), true)]
    [InlineData(typeof(Nested[]), false)]
    [InlineData(typeof(int[][][]), false)]
    [InlineData(typeof(string), false)]
    [InlineData(typeof(int), false)]
    [InlineData(typeof(Dictionary<string, int>), false)]
    [InlineData(typeof(object), null)]
    [InlineData(typeof(object[]), null)]
    public void A_type_tells_whether_its_values_are_tables(Type type, bool? could) => FlatTable.CouldBe(type).ShouldBe(could);

    private static string Csv(object value) => CsvText.Of(FlatTable.Find(new ClrValue(value)).ShouldNotBeNull());

    public sealed record Row(string Name, double X, bool? Ok);

    public sealed record Nested(string Name, int[] Parts);
}
