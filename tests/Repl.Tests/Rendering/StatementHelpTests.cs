using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Tests.Rendering;

public sealed class StatementHelpTests
{
    [Fact]
    public void Every_statement_has_its_row_and_no_row_is_without_one()
        => StatementHelp.All.Select(entry => entry.Word).Order().ShouldBe(Parser.StatementWords.Order());

    [Fact]
    public void Every_usage_and_every_example_begins_with_its_word()
        => StatementHelp.All.Where(entry => entry.Usage.Split(' ')[0] != entry.Word || entry.Example.Split(' ')[0] != entry.Word).ShouldBeEmpty();

    [Fact]
    public void Every_example_is_read()
        => StatementHelp.All.Where(entry => entry.Word != "expect").SelectMany(entry => Parser.Parse(new SourceText(entry.Word, entry.Example)).Diagnostics).ShouldBeEmpty();

    [Fact]
    public void One_statement_is_explained_in_full()
        => StatementHelp.Text("undo", new Paint(false)).ShouldBe("undo [N]\n    undoes the last change, or the last N\n    such as: undo\n");

    [Fact]
    public void What_is_no_statement_gets_the_nearest_one()
        => StatementHelp.Text("sett", new Paint(false)).ShouldBe("unknown statement 'sett'; did you mean 'set'?\nhelp lists the statements; show sett shows what has that name\n");
}
