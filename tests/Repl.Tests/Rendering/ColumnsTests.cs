using Dag.Repl.Rendering;

namespace Dag.Repl.Tests.Rendering;

public sealed class ColumnsTests
{
    private static readonly Column Left = new();

    [Fact]
    public void A_column_is_as_wide_as_its_widest_cell_and_no_row_ends_with_blanks()
        => Laid([Left, new(IsRight: true), Left], ["a", "10", "x"], ["long", "2", ""], ["", "", ""]).ShouldBe("a     10  x\nlong   2\n\n");

    [Fact]
    public void Wide_letters_take_two_cells()
        => Laid([Left, Left], ["日本", "x"], ["abc", "y"]).ShouldBe("日本  x\nabc   y\n");

    [Fact]
    public void What_is_painted_is_measured_without_its_paint()
        => Laid([new(Paint: text => $"<{text}>"), Left], ["a", "x"], ["bcd", "y"]).ShouldBe("<a>    x\n<bcd>  y\n");

    [Fact]
    public void A_line_across_all_columns_widens_none()
    {
        var columns = new Columns(Left, Left);
        columns.AddLine("a long line");
        columns.Add("a", "b");
        columns.Lay(margin: "  ", gap: " | ").ShouldBe("a long line\n  a | b\n");
    }

    [Theory]
    [InlineData(false, "  --flag  what it is …\n")]
    [InlineData(true, "  --flag  what it is for, in a\n          few words\n")]
    public void The_last_column_is_cut_or_goes_on_below(bool wraps, string laid)
    {
        var columns = new Columns(Left, new Column(Wraps: wraps));
        columns.Add("--flag", "what it is for, in a few words");
        columns.Lay(margin: "  ", width: wraps ? 32 : 22).ShouldBe(laid);
    }

    private static string Laid(Column[] columns, params string[][] rows)
    {
        var laid = new Columns(columns);
        foreach (var row in rows)
            laid.Add(row);
        return laid.Lay();
    }
}
