using Dag.Repl.Editing;
using Dag.Repl.Prompting;

namespace Dag.Repl.Tests.Prompting;

public sealed class LineEditorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dag-prompt").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("run pca⏎", "run pca")]
    [InlineData("sub⇥ ⏎", "substitute ")]
    [InlineData("set pca.c⇥ = 3⏎", "set pca.components = 3")]
    [InlineData("set pca.kernel = ⇥⏎", "set pca.kernel = \"linear\"")]
    [InlineData("set pca.kernel = \"r⇥⏎", "set pca.kernel = \"rbf\"")]
    [InlineData("set measurements.source = f⇥i⇥\"⏎", "set measurements.source = file \"iris.csv\"")]
    [InlineData("show pca⏎", "show pca")]
    [InlineData("u↓⏎⏎", "unset")]
    [InlineData("u↓⇥⏎", "unset")]
    [InlineData("u⎋ndo⏎", "undo")]
    [InlineData("show mea⌫⌫⌫pca⏎", "show pca")]
    [InlineData("^ m⇥⏎", "measurements")]
    [InlineData("show mea⎋^ ⇥⏎", "show measurements")]
    [InlineData("show mea⎋⇥⇥⏎", "show measurements")]
    [InlineData("show pca,⇥pca⏎", "show pca,    pca")]
    public void Keys_become_a_line(string keys, string line) => Read(keys).ShouldBe([line]);

    [Fact]
    public void Enter_goes_on_with_what_is_open_and_ends_what_is_whole()
        => Read("task ten {⏎product Natural⏎run => 10⏎}⏎").ShouldBe(["task ten {\n  product Natural\n  run => 10\n}"]);

    [Fact]
    public void A_header_of_a_statement_goes_on_and_an_empty_line_ends_it()
        => Read("task ten⏎{⏎run => 10⏎}⏎", "task ten⏎⏎").ShouldBe(["task ten\n{\n  run => 10\n}", "task ten\n"]);

    [Fact]
    public void An_operator_at_the_end_of_a_line_goes_on_in_a_statement_and_an_empty_line_ends_it()
        => Read("pin pca => 1 +⏎2⏎", "pin pca =>⏎3⏎", "pin pca => new Foo()⏎", "pin pca => 1 &&⏎⏎")
            .ShouldBe(["pin pca => 1 +\n2", "pin pca =>\n3", "pin pca => new Foo()", "pin pca => 1 &&\n"]);

    [Fact]
    public void A_raw_text_takes_lines_until_it_is_closed()
        => Read("pin pca = \"\"\"⏎a }⏎\"\"\"⏎").ShouldBe(["pin pca = \"\"\"\na }\n\"\"\""]);

    [Fact]
    public void An_arrow_up_brings_the_last_line_back() => Read("run pca⏎", "↑⏎").ShouldBe(["run pca", "run pca"]);

    [Fact]
    public void Lines_are_there_again_in_the_next_session()
    {
        Read("run pca⏎", "undo⏎");

        Read("↑⏎", "↑↑⏎").ShouldBe(["undo", "run pca"]);
    }

    [Fact]
    public void A_line_with_a_secret_is_read_whole_and_kept_nowhere()
    {
        var keys = new TypedKeys();
        Read(keys, "run pca⏎", "set upload.password = \"hush\"⏎", "↑⏎").ShouldBe(["run pca", "set upload.password = \"hush\" (secret)", "run pca"]);

        Read("↑⏎").ShouldBe(["run pca"]);
        File.ReadLines(Path.Combine(folder, "history")).Select(line => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(line))).ShouldAllBe(line => line == "run pca");
    }

    [Fact]
    public void Control_C_drops_the_line_and_Control_D_ends_only_an_empty_one()
        => Read("run^c", "^c", "run^d pca⏎", "^d").ShouldBe(["dropped", "dropped, empty", "run pca", "ended"]);

    [Fact]
    public void A_list_that_was_cut_is_asked_for_anew_at_each_key()
    {
        var names = EnvNames.Of(Envs.Load(Envs.Chain(1000)).Env);

        Read(new TypedKeys(), names, "show step_77↓⏎⏎").ShouldBe(["show step_770"]);
        Read(new TypedKeys(), names, "show step_99⇥⏎").ShouldBe(["show step_99"]);
    }

    private List<string> Read(params string[] lines) => Read(new TypedKeys(), lines);

    private List<string> Read(TypedKeys keys, params string[] lines) => Read(keys, EnvNames.Of(Envs.Load(Envs.Source).Env), lines);

    private List<string> Read(TypedKeys keys, EnvNames names, params string[] lines)
    {
        var editor = new LineEditor(keys, new EditorServices(() => names.Env, () => names, new Completion(_ => ["iris.csv"])), Path.Combine(folder, "history"));
        var read = new List<string>();
        foreach (var line in lines)
        {
            keys.Type(line);
            read.Add(Describe(editor.ReadAsync().GetAwaiter().GetResult()));
        }

        editor.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return read;
    }

    private static string Describe(InputLine line) => line switch
    {
        InputLine.Entered(var text, var isSecret) => text + (isSecret ? " (secret)" : ""),
        InputLine.Dropped(var wasEmpty) => wasEmpty ? "dropped, empty" : "dropped",
        _ => "ended",
    };
}
