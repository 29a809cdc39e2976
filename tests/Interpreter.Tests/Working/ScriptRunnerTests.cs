using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Tests.Working;

public sealed class ScriptRunnerTests : IDisposable
{
    private static readonly CallerVariables Caller = new(new Dictionary<string, string>
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["HOME"] = "/home/x", ["LANG"] = "C.UTF-8", ["CC"] = "gcc", ["SECRET"] = "hidden",
    });

    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Fact]
    public async Task A_script_sees_its_variables_the_usual_ones_and_those_let_in()
    {
        await Run(Order("sh", "env | grep -v ^PWD= | sort") with
        {
            Variables = [new("rank", new EnvironmentValue.Text("2")), new("LANG", new EnvironmentValue.Text("own")), new("OUT", new EnvironmentValue.Text("lost"))],
            PassedOn = ["CC", "NOT_SET"],
        });
        File.ReadAllText(In("stdout.log")).ShouldBe($"CC=gcc\nHOME=/home/x\nLANG=own\nOUT={In("out")}\nPATH=/usr/local/bin:/usr/bin:/bin\nrank=2\n");
    }

    [Fact]
    public async Task What_is_no_text_comes_as_the_path_of_a_file()
    {
        var table = new ScriptVariable("table", new EnvironmentValue.File("json", stream => stream.Write("[[1,2]]"u8)));
        await Run(Order("sh", "echo $table; cat $table") with { Variables = [table] });
        File.ReadAllText(In("stdout.log")).ShouldBe(In("table.json") + "\n[[1,2]]");
    }

    [Fact]
    public async Task What_is_printed_is_the_product()
        => (await Run(Order("sh", "echo 3"))).ShouldBe(Made(new ProcessProduct.Printed(In("stdout.log"))));

    [Fact]
    public async Task A_file_written_to_OUT_is_the_product_whatever_is_printed()
        => (await Run(Order("sh", "echo working; echo 3 > $OUT"))).ShouldBe(Made(new ProcessProduct.WroteFile(In("out"))));

    [Fact]
    public async Task A_folder_made_at_OUT_is_the_product()
        => (await Run(Order("sh", "mkdir $OUT"))).ShouldBe(Made(new ProcessProduct.WroteFolder(In("out"))));

    [Fact]
    public async Task A_silent_script_made_nothing()
        => (await Run(Order("sh", "echo aside >&2"))).ShouldBe(Made(new ProcessProduct.Nothing()));

    [Fact]
    public async Task A_script_that_failed_made_nothing()
        => (await Run(Order("sh", "echo 3; exit 1"))).ShouldBe(new ScriptExit(new ProcessExit.Exited(1), new ProcessProduct.Nothing()));

    [Theory]
    [InlineData("sh", "false\necho on", 1, "")]
    [InlineData("sh", "false | true\necho on", 0, "on\n")]
    [InlineData("bash", "false\necho on", 1, "")]
    [InlineData("bash", "false | true\necho on", 1, "")]
    [InlineData("python", "import sys\nprint('on')\nsys.exit(3)", 3, "on\n")]
    public async Task A_failing_line_fails_the_script(string language, string text, int code, string printed)
        => ((await Run(Order(language, text))).Process, File.ReadAllText(In("stdout.log"))).ShouldBe((new ProcessExit.Exited(code), printed));

    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    public async Task A_text_too_long_for_an_argument_runs_as_well(string language)
    {
        var text = string.Concat(Enumerable.Repeat(": ä\n", 100_000)) + "echo done\nfalse\necho on";
        ((await Run(Order(language, text))).Process, File.ReadAllText(In("stdout.log"))).ShouldBe((new ProcessExit.Exited(1), "done\n"));
    }

    [Theory]
    [InlineData("{script}", "script")]
    [InlineData("{script}.awk", "script.awk")]
    public async Task A_declared_language_runs_its_command_on_a_file(string place, string name)
    {
        var awk = new LanguageDeclaration(new LanguageName("awk"), ["awk", "-f", place], At: null);
        await Run(Order("sh", "BEGIN { print ENVIRON[\"n\"] * 2 }") with { Language = awk, Variables = [new("n", new EnvironmentValue.Text("21"))] });
        (File.ReadAllText(In("stdout.log")), File.Exists(In(name))).ShouldBe(("42\n", true));
    }

    [Fact]
    public async Task A_command_that_names_no_place_gets_the_script_last()
    {
        var cat = new LanguageDeclaration(new LanguageName("cat"), ["cat"], At: null);
        await Run(Order("sh", "hello") with { Language = cat });
        File.ReadAllText(In("stdout.log")).ShouldBe("hello");
    }

    [Fact]
    public void A_language_that_a_file_declares_goes_before_one_that_every_file_has()
    {
        var languages = Languages.Of("language sh runs \"dash\" \"{script}\"");
        (languages[new("sh")].Command, languages[new("python")].Command, languages.ContainsKey(new("perl")))
            .ShouldBe(((EquatableList<string>)["dash", "{script}"], (EquatableList<string>)["python3", "{script}"], false));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said()
    {
        var blocked = Path.Combine(workshop.Write("file", ""), "trial");
        (await Run(Order("sh", "true") with { Folder = blocked })).ShouldBe(new ScriptExit(
            new ProcessExit.NotStarted($"cannot write to its folder '{blocked}': Could not find a part of the path '{blocked}'."),
            new ProcessProduct.Nothing()));
    }

    private static ScriptExit Made(ProcessProduct product) => new(new ProcessExit.Exited(0), product);

    private ScriptRequest Order(string language, string text)
        => new(Languages.Of()[new LanguageName(language)], text, [], [], workshop.In("trial"), In("out"));

    private string In(string name) => Path.Combine(workshop.Folder, "trial", name);

    private async Task<ScriptExit> Run(ScriptRequest order)
    {
        using var folders = new TrialFolders();
        var end = await new ScriptRunner(workshop.Starter, folders, Caller).RunAsync(order, CancellationToken.None);
        return end with { Process = end.Process with { Usage = ProcessUsage.None } };
    }
}
