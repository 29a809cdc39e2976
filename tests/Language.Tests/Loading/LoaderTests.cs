using Dag.Language.Loading;
using Dag.Language.Parsing;
using Dag.Language.Tests.Checking;
using Dag.Language.Text;

namespace Dag.Language.Tests.Loading;

/// <summary>Files and their imports to one Env. A file is written as it stands in its folder.</summary>
public sealed class LoaderTests
{
    [Fact]
    public void Modules_stand_in_the_order_of_their_imports_each_once()
    {
        var loaded = Load(
            ("/w/main.dag", "import \"lib/a.dag\"\nimport \"lib/b.dag\"\ntask m { needs a; needs b; run => 1 }"),
            ("/w/lib/a.dag", "import \"c.dag\"\ntask a { needs c; product Text; run => \"\" }"),
            ("/w/lib/b.dag", "import \"../lib/c.dag\"\ntask b { needs c; product Text; run => \"\" }"),
            ("/w/lib/c.dag", "task c { product Text; run => \"\" }"));
        loaded.Diagnostics.ShouldBeEmpty();
        loaded.Env.Modules.Where(module => !module.IsStandard).Select(module => module.Source.Path).ShouldBe(["/w/lib/c.dag", "/w/lib/a.dag", "/w/lib/b.dag", "/w/main.dag"]);
        loaded.Env.Tasks.Keys.Select(task => task.Text).ShouldBe(["c", "a", "b", "m"]);
        loaded.Main.ShouldNotBeNull().Source.Path.ShouldBe("/w/main.dag");
    }

    [Fact]
    public void A_module_that_is_imported_under_a_name_has_its_tasks_behind_it()
        => Load(("/w/main.dag", "import \"etl.dag\" as etl\ntask m { needs etl.load; run => 1 }"), ("/w/etl.dag", "task load { product Text; run => \"\" }"))
            .Env.Tasks.Keys.Select(task => task.Text).ShouldBe(["etl.load", "m"]);

    [Theory]
    [InlineData("DAG1201", "import \"none.dag\"")]
    [InlineData("DAG1202", "import \"lib\"")]
    [InlineData("DAG1203", "import \"lib/bytes.dag\"")]
    [InlineData("DAG1204", "import \"locked.dag\"")]
    [InlineData("DAG1205", "import std.nowhere")]
    [InlineData("DAG1206", "import \"lib/round.dag\"")]
    public void An_import_that_cannot_be_read_is_one_error_where_it_is_written(string code, string import)
    {
        var reader = new MemoryReader(("/w/main.dag", $"type A of int\n{import}"), ("/w/lib/round.dag", "import \"../main.dag\""));
        reader.AddBytes("/w/lib/bytes.dag", 0xff, 0xfe);
        var said = Loader.Load(reader, "/w/main.dag").Diagnostics.ShouldHaveSingleItem();
        (said.Code, said.At?.Start.Line).ShouldBe((code, code == "DAG1206" ? 1 : 2));
    }

    [Fact]
    public void More_text_makes_another_set_and_leaves_the_one_before_as_it_was()
    {
        var reader = new MemoryReader(("/w/main.dag", "task a { option n: Natural = 1; product Natural; run => n }"));
        var before = Loader.Load(reader, "/w/main.dag");
        var after = Loader.LoadMore(reader, before, Parser.Parse(new SourceText("<more>", "set a.n = 2\ntask b { needs a; run => 1 }")));
        (before.Env.Settings.Count, before.Env.Tasks.Count).ShouldBe((0, 1));
        (after.Env.Settings.Count, after.Env.Tasks.Count).ShouldBe((1, 2));
        after.Touched.Select(task => task.Text).Order(StringComparer.Ordinal).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Text_that_is_wrong_changes_nothing()
    {
        var reader = new MemoryReader(("/w/main.dag", "task a { run => 1 }"));
        var before = Loader.Load(reader, "/w/main.dag");
        var after = Loader.LoadMore(reader, before, Parser.Parse(new SourceText("<more>", "task b { needs nobody; run => 1 }")));
        (after.HasErrors, after.Diagnostics.Select(said => said.Code).Single()).ShouldBe((true, "DAG2002"));
        before.Env.Tasks.Keys.Select(task => task.Text).ShouldBe(["a"]);
    }

    private static ModuleSet Load(params (string Path, string Text)[] files) => Loader.Load(new MemoryReader(files), files[0].Path);
}
