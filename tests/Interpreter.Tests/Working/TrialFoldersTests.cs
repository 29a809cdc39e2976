using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Run.Trials;
using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Tests.Working;

public sealed class TrialFoldersTests : IDisposable
{
    private static readonly CallerVariables Caller = new(new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" });

    private readonly Workshop workshop = new();
    private readonly TrialFolders folders = new();

    public void Dispose()
    {
        folders.Dispose();
        workshop.Dispose();
    }

    [Fact]
    public async Task The_folder_of_a_script_that_left_nothing_becomes_the_next_ones()
    {
        await Try("a", "echo 1 > $OUT");
        await Try("b", "pwd > $OUT; ls >> $OUT");
        (Left(), Product("b")).ShouldBe(("b: stderr.log stdout.log", $"{workshop.In("b")}\nout\nstderr.log\nstdout.log\n"));
    }

    [Fact]
    public async Task So_it_goes_from_hand_to_hand()
    {
        foreach (var name in "abcdef")
            await Try(name.ToString(), "echo 1 > $OUT");
        Left().ShouldBe("f: stderr.log stdout.log");
    }

    [Theory]
    [InlineData("echo x > left", "a: left stderr.log stdout.log")]
    [InlineData("echo x > .left", "a: .left stderr.log stdout.log")]
    [InlineData("mkdir left", "a: left stderr.log stdout.log")]
    [InlineData("echo careful >&2", "a: stderr.log stdout.log")]
    [InlineData("echo said", "a: stderr.log stdout.log")]
    [InlineData("rm stdout.log", "a: stderr.log")]
    public async Task A_folder_in_which_something_was_left_stays_with_its_trial(string script, string left)
    {
        await Try("a", script + "; echo 1 > $OUT");
        await Try("b", "echo 1 > $OUT");
        Left().ShouldBe(left + "\nb: stderr.log stdout.log");
    }

    [Theory]
    [InlineData("echo x > left", "b: left stderr.log stdout.log")]
    [InlineData("rm stdout.log; echo x > stdout.log", "b: stderr.log stdout.log")]
    [InlineData("rm stdout.log; echo x > another", "b: another stderr.log")]
    [InlineData("echo careful >&2", "b: stderr.log stdout.log")]
    public async Task So_does_one_that_was_handed_on_before(string script, string left)
    {
        await Try("a", "echo 1 > $OUT");
        await Try("b", script + "; echo 1 > $OUT");
        await Try("c", "echo 1 > $OUT");
        Left().ShouldBe(left + "\nc: stderr.log stdout.log");
    }

    [Fact]
    public async Task What_was_only_for_a_while_in_a_folder_does_not_keep_it_from_being_handed_on()
    {
        await Try("a", "echo 1 > $OUT.tmp; mv $OUT.tmp $OUT");
        await Try("b", "echo 1 > $OUT");
        Left().ShouldBe("b: stderr.log stdout.log");
    }

    [Theory]
    [InlineData("mkdir $OUT; echo 1 > $OUT/one", "a: out stderr.log stdout.log")]
    [InlineData("echo 1 > data; ln -s data $OUT", "a: data out stderr.log stdout.log")]
    public async Task A_product_that_may_know_its_own_place_stays_in_the_folder(string script, string left)
    {
        await Try("a", script);
        await Try("b", "echo 1 > $OUT");
        Left().ShouldBe(left + "\nb: stderr.log stdout.log");
    }

    [Fact]
    public async Task A_folder_whose_log_one_who_fled_its_group_had_open_is_handed_on_once_that_one_is_dead()
    {
        await Try("a", "setsid sh -c 'echo $$ > ../fled; exec sleep 60' & while [ ! -s ../fled ]; do :; done; echo 1 > $OUT");
        Directory.Exists($"/proc/{File.ReadAllText(workshop.In("fled")).Trim()}").ShouldBeFalse();
        await Try("b", "echo 1 > $OUT");
        Left().ShouldBe("b: stderr.log stdout.log");
    }

    [Fact]
    public async Task What_a_trial_writes_into_a_folder_handed_on_is_its_own()
    {
        await Try("a", "echo 1 > $OUT");
        await Try("b", "echo said; echo careful >&2");
        (File.ReadAllText(workshop.In("b/stdout.log")), File.ReadAllText(workshop.In("b/stderr.log"))).ShouldBe(("said\n", "careful\n"));
    }

    [Fact]
    public async Task In_the_end_a_folder_that_nobody_has_is_removed()
    {
        await Try("a", "echo 1 > $OUT");
        folders.Dispose();
        (Left(), Product("a")).ShouldBe(("", "1\n"));
    }

    // What a run does with a script that ends well.
    private async Task Try(string name, string script)
    {
        var trial = workshop.In(name);
        var order = new ScriptRequest(Languages.Of()[new LanguageName("sh")], script, [], [], trial, Path.Combine(trial, "out"));
        var end = await new ScriptRunner(workshop.Starter, folders, Caller).RunAsync(order, CancellationToken.None);
        end.Process.ShouldBeOfType<ProcessExit.Exited>();
        folders.PutAside(trial, end.Product);
        folders.End(trial, new TrialResult.Made(default), end.Product);
    }

    private string Product(string name) => File.ReadAllText(Path.Combine(workshop.Folder, ".products", name));

    private string Left() => string.Join('\n', Directory.GetDirectories(workshop.Folder)
        .Where(folder => !Path.GetFileName(folder).StartsWith('.'))
        .Order(StringComparer.Ordinal)
        .Select(folder => $"{Path.GetFileName(folder)}: {string.Join(' ', Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal))}"));
}
