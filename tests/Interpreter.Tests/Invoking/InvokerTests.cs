using Dag.Interpreter.Plans.Binding;

namespace Dag.Interpreter.Tests.Invoking;

/// <summary>What an invocation takes and what it refuses, all of it at once and before anything runs.</summary>
public sealed class InvokerTests
{
    private const string Pca = """
        type Rank : Natural where value is >= 1 and <= 16 else "a rank is 1..16, not {value}"
        type Table of double[][]
        type Files list of File
        task load {
            /// Where the numbers come from.
            option url: HttpsUrl
            option rows: Natural = 10
            product Table
            run => [[1.0]]
        }
        task pca { needs load; option components: Rank = 2; option rows: Natural = 5; product Table; run => load }
        task report { needs pca; option components: Rank = 3; option title: Text = "PCA"; product Text; run => title }
        task merge { option parts: Files = []; option into: Folder = folder "."; product Text; run => "" }
        task plain { product Text; run => "" }
        """;

    [Fact]
    public void Every_option_of_every_needed_task_has_its_value_and_where_it_is_from()
    {
        using var desk = new Desk(Pca + "\nset pca.rows = 7\n");
        desk.Ask("report", Flag("title", "42"), Set("load", "url", "https://a.b/c"), Set("pca", "components", "4")).ShouldBe("""
            load.url = https://a.b/c (--set load.url=https://a.b/c)
            load.rows = 10 (default, p.dag:7)
            pca.components = 4 (--set pca.components=4)
            pca.rows = 7 (set, p.dag:15)
            report.components = 3 (default, p.dag:12)
            report.title = 42 (--title 42)
            """);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        using var desk = new Desk(Pca + "\nset load.rows = 1.5\n");
        desk.Ask("report raport plain", Flag("titel", "x"), Flag("components", "17"), Set("pca", "rows", "many"), Set("laod", "url", "x"), Set("pca", "compnents", "1"), Set("merge", "into", "nowhere"))
            .ShouldBe($"""
            DAG4004 unknown task 'raport'
              help: did you mean 'report'?
            DAG4006 none of the targets has an option 'titel'
              help: did you mean 'title'?
            DAG4012 unknown task 'laod' (--set laod.url)
              help: did you mean 'load'?
            DAG4005 task 'pca' has no option 'compnents' (--set pca.compnents)
              help: did you mean 'components'?
            DAG4001 p.dag:6:12 `url` missing value for option 'url' of task 'load': it is a 'HttpsUrl' without a default
              Where the numbers come from.
              help: pass it with --set load.url=VALUE
            DAG4002 p.dag:15:17 `1.5` invalid value for option 'load.rows' (set, p.dag:15): 1.5 does not fit Integer without loss
            DAG4002 invalid value for option 'pca.rows' (--set pca.rows=many): expected Integer, found 'many'
            DAG4003 invalid value for option 'report.components' (--components 17): a rank is 1..16, not 17
              the predicate of 'Rank', p.dag:1:27 `value is >= 1 and <= 16`
            DAG4010 folder of option 'merge.into' not found (--set merge.into=nowhere): '{Path.GetFullPath("nowhere")}'
            DAG4007 warning: --set merge.into has no effect: the targets do not depend on task 'merge'
            """);
    }

    [Fact]
    public void A_targets_missing_option_is_a_flag_of_its_own()
    {
        using var desk = new Desk(Pca);
        desk.Ask("load").ShouldBe("""
            DAG4001 p.dag:6:12 `url` missing value for option 'url' of task 'load': it is a 'HttpsUrl' without a default
              Where the numbers come from.
              help: pass it with --url VALUE
            """);
    }

    [Fact]
    public void A_flag_is_for_every_target_that_has_its_option()
    {
        using var desk = new Desk(Pca);
        desk.Ask("report pca", Flag("components", "4"), Set("load", "url", "https://a.b"), Set("pca", "components", "5")).ShouldBe("""
            load.url = https://a.b (--set load.url=https://a.b)
            load.rows = 10 (default, p.dag:7)
            pca.components = 5 (--set pca.components=5)
            pca.rows = 5 (default, p.dag:11)
            report.components = 4 (--components 4)
            report.title = PCA (default, p.dag:12)
            """);
    }

    [Fact]
    public void An_option_of_a_needed_task_is_no_flag_of_its_own_but_is_pointed_to()
    {
        using var desk = new Desk(Pca);
        desk.Ask("plain", Flag("title", "x"), Flag("colour", "red"), Set("plain", "x", "1")).ShouldBe("""
            DAG4006 target 'plain' has no option 'title'
              help: task 'report' has one: --set report.title=VALUE
            DAG4006 target 'plain' has no option 'colour'
              help: set an option of another task with --set task.option=value
            DAG4005 task 'plain' has no option 'x' (--set plain.x)
              help: it has no options
            """);
    }

    [Fact]
    public void What_is_given_to_a_task_that_is_not_needed_is_a_warning()
    {
        using var desk = new Desk(Pca);
        desk.Ask("plain", Set("pca", "components", "4")).ShouldBe("DAG4007 warning: --set pca.components has no effect: the targets do not depend on task 'pca'");
    }

    [Fact]
    public void Only_the_options_of_needed_tasks_must_be_given()
    {
        using var desk = new Desk(Pca);
        desk.Invoke("plain").Invocations.Count.ShouldBe(1);
    }

    [Fact]
    public void What_is_given_must_be_of_use_to_one_run_of_a_file_not_to_all()
    {
        using var desk = new Desk("""
            task a { option x: Natural = 1; product Text; run => "" }
            task b { option y: Natural = 1; product Text; run => "" }
            run a
            run b with b.y = 3
            """);
        desk.Describe(desk.InvokeRuns(Flag("x", "2"))).ShouldBe("a.x = 2 (--x 2)\nb.y = 3 (set, p.dag:4)");
        desk.Describe(desk.InvokeRuns(Flag("colour", "2"))).ShouldBe("DAG4006 none of the targets has an option 'colour'\n  help: set an option of another task with --set task.option=value");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_in_full_with_the_nearest()
    {
        using var desk = new Desk("""
            type Files list of File
            task a { option source: File = file "iris.cvs"; product Text; run => "" }
            task b { option parts: Files = [file "iris.csv", file "gone"]; product Text; run => "" }
            task c { option source: File = file "."; option at: Folder = folder "iris.csv"; product Text; run => "" }
            """);
        desk.Write("iris.csv", "");
        desk.Ask("a b c").ShouldBe("""
            DAG4009 p.dag:2:32 `file "iris.cvs"` file of option 'a.source' not found (default, p.dag:2): 'iris.cvs'
              help: did you mean 'iris.csv'?
            DAG4009 p.dag:3:32 `[file "iris.csv", file "gone"]` file of option 'b.parts' not found (default, p.dag:3): 'gone'
            DAG4025 p.dag:4:32 `file "."` option 'c.source' names a folder, not a file (default, p.dag:4): 'FOLDER'
            DAG4025 p.dag:4:62 `folder "iris.csv"` option 'c.at' names a file, not a folder (default, p.dag:4): 'iris.csv'
            """.Replace("FOLDER", desk.Folder));
    }

    [Theory]
    [InlineData("rows", "10", true)]
    [InlineData("rows", "0xA", true)]
    [InlineData("rows", "11", false)]
    [InlineData("names", "[\"a\", \"b\"]", true)]
    [InlineData("names", "[\"a\"]", false)]
    [InlineData("box", "{ size: 1, name: \"x\" }", true)]
    [InlineData("source", "there", false)]
    public void A_value_that_equals_the_default_is_the_default_wherever_it_was_written(string option, string given, bool isDefault)
    {
        using var desk = new Desk("""
            type Names of string[]
            type Box of Box
            code { public sealed record Box(string Name, int Size); }
            task a {
                option rows: Natural = 10
                option names: Names = ["a", "b"]
                option box: Box = { name: "x", size: 1 }
                option source: File = file "not_there"
                product Text
                run => ""
            }
            """);
        var there = desk.Write("there", "");
        var result = desk.Invoke("a", Flag("source", there), Flag(option, option == "source" ? there : given));
        result.Invocations[0].Tasks[0].Options.Single(bound => bound.Declaration.Name == option).IsDefault.ShouldBe(isDefault);
    }

    [Fact]
    public void A_name_in_another_module_is_pointed_to()
    {
        using var desk = new Desk(Pca);
        var other = desk.Write("q.dag", "import \"p.dag\" as etl\ntask all { needs etl.plain; product Text; run => plain }");
        using var outer = new Desk($"import \"{other}\" as q\ntask b {{ product Text; run => \"\" }}");
        outer.Ask("all").ShouldBe("DAG4004 unknown task 'all'\n  help: did you mean 'q.all'?");
    }

    private static OptionArgument Flag(string option, string text) => new(null, option, text);

    private static OptionArgument Set(string task, string option, string text) => new(task, option, text);
}
