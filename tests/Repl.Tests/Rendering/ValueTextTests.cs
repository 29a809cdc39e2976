using Dag.Interpreter.Runtime.Surface;
using Dag.Repl.Rendering;

namespace Dag.Repl.Tests.Rendering;

public sealed class ValueTextTests
{
    [Fact]
    public void Rows_of_one_kind_are_a_table()
        => Show(new[] { new Row("a", 10, true), new Row("longer", 2, false) }).ShouldBe("""
            Name    Size  Open
            a         10  True
            longer     2  False

            """);

    [Fact]
    public void What_has_no_end_is_shown_by_its_beginning()
        => Show(Enumerable.Range(0, int.MaxValue).Select(i => i * 2)).ShouldBe($"[{string.Join(',', Enumerable.Range(0, 1000).Select(i => i * 2))}]\n… the first 1000 of more\n");

    [Fact]
    public void Of_a_long_list_it_is_said_how_long_it_is()
        => Show(Enumerable.Range(0, 2500).Select(i => new Row("r", i, true)).ToList()).Split('\n')[^2].ShouldBe("… the first 1000 of 2500");

    [Fact]
    public void What_is_no_table_is_printed_as_a_product_is()
    {
        Show("text").ShouldBe("text\n");
        Show(1.5).ShouldBe("1.5\n");
        Show<string?>(null).ShouldBe("none\n");
        Show(new[] { 1, 2 }).ShouldBe("[1,2]\n");
        Show(new Row("a", 1, true)).ShouldBe("{\"Name\":\"a\",\"Size\":1,\"Open\":true}\n");
        Show(new Dictionary<string, int> { ["a"] = 1 }).ShouldBe("{\"a\":1}\n");
        Show(Array.Empty<Row>()).ShouldBe("[]\n");
    }

    private static string Show<T>(T value) => ValueText.Of(new ClrValue(value));

    private sealed record Row(string Name, int Size, bool Open);
}
