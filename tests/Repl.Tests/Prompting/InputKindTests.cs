using Dag.Repl.Editing;

namespace Dag.Repl.Tests.Prompting;

public sealed class InputKindTests
{
    private static readonly HashSet<string> Names = ["pca", "pca.components", "Rank", "etl.load"];

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("   ", "nothing")]
    [InlineData("// only a remark", "nothing")]
    [InlineData("exit", "leave")]
    [InlineData(" quit ", "leave")]
    [InlineData("exit;", "leave")]
    [InlineData("run pca", "dag: run pca")]
    [InlineData("run pca &", "dag: run pca &")]
    [InlineData("show ..pca", "dag: show ..pca")]
    [InlineData("show..pca", "dag: show..pca")]
    [InlineData("show *", "dag: show *")]
    [InlineData("show (pca + etl.load)", "dag: show (pca + etl.load)")]
    [InlineData("set pca.components = 3", "dag: set pca.components = 3")]
    [InlineData("undo", "dag: undo")]
    [InlineData("undo // that", "dag: undo // that")]
    [InlineData("/// Ten.\ntask ten { product Natural; run => 10 }", "dag: /// Ten.\ntask ten { product Natural; run => 10 }")]
    [InlineData("using System.Text", "dag: using System.Text")]
    [InlineData("using var file = System.IO.File.OpenRead(\"x\");", "C#")]
    [InlineData("using (file) { }", "C#")]
    [InlineData("plan.Count", "C#")]
    [InlineData("plan = 3", "C#")]
    [InlineData("run == 2", "C#")]
    [InlineData("show[0]", "C#")]
    [InlineData("show(1)", "C#")]
    [InlineData("run + 1", "C#")]
    [InlineData("type is null", "C#")]
    [InlineData("pca", "name: pca")]
    [InlineData("pca;", "name: pca")]
    [InlineData("pca.components", "name: pca.components")]
    [InlineData("Rank", "name: Rank")]
    [InlineData("!ls -la", "shell: ls -la")]
    [InlineData("!pca.IsEmpty", "C#")]
    [InlineData("!(1 > 2)", "C#")]
    [InlineData("! true", "C#")]
    [InlineData("time run pca", "timed: run pca")]
    [InlineData("time pca.Sum()", "timed: pca.Sum()")]
    [InlineData("time.Ticks", "C#")]
    [InlineData("time = 3", "C#")]
    [InlineData("history", "history: ")]
    [InlineData("history run", "history: run")]
    [InlineData("clear", "clear")]
    [InlineData("clear()", "C#")]
    [InlineData("more", "more")]
    [InlineData("edit", "edit: ")]
    [InlineData("edit pca", "edit: pca")]
    [InlineData("copy pca to \"a b.csv\"", "copy: pca -> a b.csv")]
    [InlineData("copy pca.Select(p => p.Name + \" to \").ToList() to out.json", "copy: pca.Select(p => p.Name + \" to \").ToList() -> out.json")]
    [InlineData("copy pca", "copy: pca -> ")]
    [InlineData("# of make", "C#")]
    [InlineData("pca.Variances", "C#")]
    [InlineData("pca.Variances.Sum()", "C#")]
    [InlineData("..pca", "dag: show ..pca")]
    [InlineData("pca..", "dag: show pca..")]
    [InlineData("etl.load..pca", "dag: show etl.load..pca")]
    [InlineData("etl.*", "dag: show etl.*")]
    [InlineData("all", "dag: show all")]
    [InlineData("deps(pca, 1)", "dag: show deps(pca, 1)")]
    [InlineData("pca where failed", "dag: show pca where failed")]
    [InlineData("pca - etl.load", "C#")]
    [InlineData("..pca - pca", "dag: show ..pca - pca")]
    [InlineData("x", "C#")]
    [InlineData("1 + 1", "C#")]
    [InlineData("var x = 3;", "C#")]
    [InlineData("new[] { 1, 2 }[^1]", "C#")]
    [InlineData("?", "dag: help")]
    [InlineData("?set", "dag: help set")]
    [InlineData("? set", "dag: help set")]
    [InlineData("?pca", "dag: show pca")]
    [InlineData("help", "dag: help")]
    [InlineData("help set", "dag: help set")]
    [InlineData("help pca", "dag: show pca")]
    [InlineData("help nothing", "dag: help nothing")]
    [InlineData("pca?", "dag: show pca")]
    public void What_is_typed_is_a_statement_a_name_or_C_sharp(string text, string kind)
        => Describe(InputKind.Of(text, Names.Contains)).ShouldBe(kind);

    private static string Describe(InputKind kind) => kind switch
    {
        InputKind.Nothing => "nothing",
        InputKind.Leave => "leave",
        InputKind.Statement(var text) => $"dag: {text}",
        InputKind.CSharp => "C#",
        InputKind.Name(var name) => $"name: {name}",
        InputKind.Shell(var line) => $"shell: {line}",
        InputKind.Timed(var timed) => $"timed: {timed}",
        InputKind.History(var part) => $"history: {part}",
        InputKind.Clear => "clear",
        InputKind.More => "more",
        InputKind.Edit(var task) => $"edit: {task}",
        InputKind.Copy(var what, var path) => $"copy: {what} -> {path}",
        _ => kind.ToString(),
    };

    [Fact]
    public void Every_character_alone_is_of_some_kind_and_blanks_are_nothing()
    {
        foreach (var c in Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code))
        {
            var kind = InputKind.Of($"{c}", _ => false);
            if (char.IsWhiteSpace(c))
                kind.ShouldBe(new InputKind.Nothing(), $"U+{(int)c:X4}");
        }
    }
}
