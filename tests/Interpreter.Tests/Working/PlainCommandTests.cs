using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Collections;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Working;

/// <summary>Scripts that need no shell, and that nobody can tell whether there was one.</summary>
public sealed class PlainCommandTests : IDisposable
{
    private static readonly EquatableList<EnvironmentEntry> Environment =
        [new("PATH", "/usr/bin:/bin"), new("n", "3"), new("words", "a b"), new("none", ""), new("stars", "*"), new("home", "~"), new("OUT", "/x/out")];

    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Theory]
    [InlineData("head", "head")]
    [InlineData("  head -n 5\t--x=y,z:1@2%+ ./a.b\n", "head|-n|5|--x=y,z:1@2%+|./a.b")]
    [InlineData("head $n ${n} a$n.b", "head|3|3|a3.b")]
    [InlineData("head \"$words\" \"\" \"a $n; ~ * # é\" 'it is \"$n\" \\'", "head|a b||a 3; ~ * # é|it is \"$n\" \\")]
    [InlineData("head \"$none$stars$home\" x\"y\"'z'", "head|*~|xyz")]
    [InlineData("head a \\\n    b", "head|a|b")]
    [InlineData("$n", "3")]
    [InlineData("head 2 12", "head|2|12")]
    [InlineData("head 'a\nb'", "head|a\nb")]
    public void Its_words_are_those_a_shell_would_give_the_program(string script, string words)
        => Find(script).ShouldBe(new PlainCommand(words.Split('|').ToEquatableList(), []));

    [Fact]
    public void Its_streams_lead_where_the_script_says()
    {
        workshop.Write("in", "");
        Find(">>log 2>&1 head <in 1> \"new file\" 2>/dev/null > $OUT 0< in").ShouldBe(new PlainCommand(["head"],
        [
            new Redirection.To(1, "log", Adds: true),
            new Redirection.Same(2, 1),
            new Redirection.From(0, "in"),
            new Redirection.To(1, "new file", Adds: false),
            new Redirection.To(2, "/dev/null", Adds: false),
            new Redirection.To(1, "/x/out", Adds: false),
            new Redirection.From(0, "in"),
        ]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# a comment")]
    [InlineData("head a # a comment")]
    [InlineData("head a; head b")]
    [InlineData("head a\nhead b")]
    [InlineData("head a\\\nb")]
    [InlineData("head a | tail")]
    [InlineData("head a|tail")]
    [InlineData("head a && tail b")]
    [InlineData("head a &")]
    [InlineData("(head a)")]
    [InlineData("{ head a }")]
    [InlineData("! head a")]
    [InlineData("if head")]
    [InlineData("echo a")]
    [InlineData("'echo' a")]
    [InlineData("n=5 head")]
    [InlineData("head $words")]
    [InlineData("head $none")]
    [InlineData("head $stars")]
    [InlineData("head $home")]
    [InlineData("head $missing")]
    [InlineData("head \"$missing\"")]
    [InlineData("head $1")]
    [InlineData("head $")]
    [InlineData("head $(tail)")]
    [InlineData("head `tail`")]
    [InlineData("head ${n:-1}")]
    [InlineData("head \"a\\n\"")]
    [InlineData("head *.a")]
    [InlineData("head a?")]
    [InlineData("head [a]")]
    [InlineData("head a{b,c}")]
    [InlineData("head ~")]
    [InlineData("head --in=~/a")]
    [InlineData("head é")]
    [InlineData("head a>b")]
    [InlineData("head 12>b")]
    [InlineData("head >")]
    [InlineData("head > \"\"")]
    [InlineData("head >| b")]
    [InlineData("head <> b")]
    [InlineData("head << b")]
    [InlineData("head >&b")]
    [InlineData("head 2>&1x")]
    [InlineData("head <&0")]
    [InlineData("head < not_there")]
    [InlineData("head > .")]
    [InlineData("> b")]
    [InlineData("head 'a")]
    [InlineData("head \"a")]
    [InlineData("head 'a\0'")]
    public void Where_a_shell_has_more_to_do_it_is_started(string script) => Find(script).ShouldBeNull();

    [Theory]
    [InlineData("IFS")]
    [InlineData("PWD")]
    [InlineData("BASH_FUNC_head%%")]
    [InlineData("a.b")]
    [InlineData("9")]
    public void Where_a_variable_is_the_shells_own_or_none_to_it_it_is_started(string name)
        => PlainCommand.Parse("head", Environment.Add(new(name, "x")), workshop.Folder).ShouldBeNull();

    [Fact]
    public void Without_a_path_to_search_it_is_started() => PlainCommand.Parse("head", [new("n", "3")], workshop.Folder).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData(":/bin")]
    [InlineData("/bin:")]
    [InlineData("/bin::/usr/bin")]
    [InlineData("bin:/bin")]
    [InlineData("~/bin:/bin")]
    [InlineData("/usr/bin/:/bin")]
    [InlineData("/opt/a%b:/bin")]
    public void Where_shells_look_along_a_path_in_ways_of_their_own_it_is_started(string path)
        => PlainCommand.Parse("head", [new("PATH", path)], workshop.Folder).ShouldBeNull();

    [Fact]
    public async Task A_stream_that_may_have_to_wait_for_another_is_left_to_the_shell()
    {
        await workshop.Pipe("pipe");
        Directory.CreateDirectory(workshop.In("there/below"));
        File.CreateSymbolicLink(workshop.In("link"), workshop.In("there/below"));
        File.CreateSymbolicLink(workshop.In("nowhere"), workshop.In("none"));
        await workshop.Pipe("there/pipe");
        new[] { "head < pipe", "head > pipe", "head > link/../pipe", "head > nowhere" }.Select(Find).ShouldBe([null, null, null, null]);
    }

    [Fact]
    public async Task Where_it_has_nothing_more_to_do_no_shell_is_started()
    {
        if (!OperatingSystem.IsLinux())
            return;
        async Task<string> Parent(EquatableList<string> command) => (await Run("cut -d ' ' -f 4 /proc/self/stat", command)).Left.Split(["stdout.log: \n"], StringSplitOptions.None)[1];
        (await Parent(Languages.Of()[new("sh")].Command)).ShouldBe($"{System.Environment.ProcessId}");
        (await Parent(["sh", "-ec", "{text}"])).ShouldNotBe($"{System.Environment.ProcessId}");
    }

    [Fact]
    public async Task Nobody_can_tell_whether_there_was_a_shell()
    {
        workshop.WriteProgram("show", "#!/bin/sh\nfor word; do printf '<%s>' \"$word\"; done\ncat\nenv | sort\npwd -P\necho aside >&2\n");
        workshop.WriteProgram("bare", "for word; do printf '[%s]' \"$word\"; done\n");
        workshop.WriteProgram("binary", "\u007fELF\0\u0001\n");
        workshop.Write("text", "some text\n");
        var plainPieces = Gen.Elements(
            " ", " ", " ", "  ", "\t", " \\\n", "a", "-x", "b=c", "'q  r'", "\"d $n e\"", "$n", "${n}", "\"$words\"", "\"\"", "\"$stars\"", "\"${home}\"", " \"$none\"", " $OUT", " >$OUT ", " > made ", " >>made ",
            " 2> made", " <../text", " >/dev/null ", " 2>&1", " >&2 ");
        var otherPieces = Gen.Elements("\n", "$words", "$none", "$stars", "$missing", ">", "<", " < text", " > .", "~", "*", "#", ";", "&&", "{", "!", "é", "'", "\"", "\\", "$ ", "`", "(", ".");
        var pieces = Gen.Frequency((20, plainPieces), (1, otherPieces));
        var commands = Gen.Elements("../show", "../show", "$show", "../bare", "../binary", "cat", "env", "seq 3", "../none", "no-such", "../text", "echo", "test");
        var scripts = from command in commands from rest in pieces.ListOf(6) select command + " " + string.Concat(rest);

        var plain = 0;
        foreach (var script in scripts.Sample(250, 6))
        {
            var (found, expected) = (await Run(script, ["sh", "-e", "-c", "{text}"]), await Run(script, ["sh", "-ec", "{text}"]));
            found.Left.ShouldBe(expected.Left, script);
            plain += found.IsPlain ? 1 : 0;
        }

        plain.ShouldBeInRange(60, 220);
    }

    private PlainCommand? Find(string script) => PlainCommand.Parse(script, Environment, workshop.Folder);

    /// <summary>All that a script left: how it ended, and each file with what is in it.</summary>
    private async Task<(string Left, bool IsPlain)> Run(string script, EquatableList<string> command)
    {
        var folder = workshop.In("trial");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        EquatableList<ScriptVariable> variables =
        [
            Variable("n", "3"), Variable("words", "a b"), Variable("none", ""), Variable("stars", "*"), Variable("home", "~"), Variable("show", workshop.In("show")),
        ];
        var caller = new CallerVariables(new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["HOME"] = "/home/x" });
        var order = new ScriptRequest(new(new("sh"), command, At: null), script, variables, [], folder, Path.Combine(folder, "out"));
        using var folders = new TrialFolders();
        var end = await new ScriptRunner(workshop.Starter, folders, caller).RunAsync(order, CancellationToken.None);
        var isPlain = PlainCommand.Parse(script, ScriptEnvironment.Of(order, caller), folder) is not null;
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(path => $"{Path.GetFileName(path)}: {Sorted(File.ReadAllText(path))}");
        return (string.Join('\n', files.Prepend($"{end with { Process = end.Process with { Usage = ProcessUsage.None } }}")), isPlain);
    }

    // A shell passes its variables on in an order of its own; some add the number of shells within shells, and what they started.
    private static string Sorted(string text)
        => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("SHLVL=", StringComparison.Ordinal) && !line.StartsWith("_=", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static ScriptVariable Variable(string name, string value) => new(name, new EnvironmentValue.Text(value));
}
