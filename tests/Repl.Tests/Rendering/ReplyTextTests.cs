using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Runtime.Surface;
using Dag.Repl.Rendering;

namespace Dag.Repl.Tests.Rendering;

public sealed class ReplyTextTests
{
    private static readonly TargetProduct[] Products =
    [
        new(new("count"), new("Natural"), false, new ClrValue(3)),
        new(new("report"), new("Text"), false, new ClrValue("# Report\n\ntext\n")),
        new(new("rows"), new("Rows"), false, new ClrValue(new[] { new Row("a", 10), new Row("b", 2) })),
        new(new("key"), new("Secret"), true, new ClrValue("hunter2")),
        new(new("empty"), new("Text"), false, new ClrValue("")),
    ];

    [Fact]
    public void Several_products_have_the_names_of_their_tasks_before_them()
        => Shown(isOneOfSeveral: true, withTable: false).ShouldBe("""
            count: 3
            report:
            # Report

            text
            rows:
            [
              {"Name":"a","Size":10},
              {"Name":"b","Size":2}
            ]
            key: ***
            empty: 

            """);

    [Fact]
    public void On_a_terminal_what_is_a_table_is_laid_out_as_one()
        => ReplyText.Product(Products[2], isOneOfSeveral: true, withTable: true).ShouldBe("""
            rows:
            Name  Size
            a       10
            b        2

            """);

    [Fact]
    public void One_product_stands_alone()
    {
        ReplyText.Product(Products[0], isOneOfSeveral: false, withTable: false).ShouldBe("3\n");
        ReplyText.Product(Products[1], isOneOfSeveral: false, withTable: false).ShouldBe("# Report\n\ntext\n");
    }

    private static string Shown(bool isOneOfSeveral, bool withTable) => string.Concat(Products.Select(product => ReplyText.Product(product, isOneOfSeveral, withTable)));

    private sealed record Row(string Name, int Size);
}
