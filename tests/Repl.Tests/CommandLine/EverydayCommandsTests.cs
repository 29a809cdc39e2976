using System.Text.RegularExpressions;
using Dag.Repl.Commands;
using Dag.Repl.Rendering;

namespace Dag.Repl.Tests.CommandLine;

/// <summary>Commands as they are typed every day, one after the other on one store, and what is said of them.</summary>
public sealed partial class EverydayCommandsTests
{
    private const string Shop = """
        type Count of int where value >= 0
        task download { option pages: Count = 3; option jobs: Count = 1; product Integer; cache disk; run => pages + jobs }
        task taxed { needs download; option tax: Count = 20; product Integer; cache disk; run => download * tax }
        task bills { needs taxed; product Text; cache disk; run => $"{taxed} EUR" }
        task send { needs bills; run { } }
        """;

    [Fact]
    public async Task Status_lists_what_is_out_of_date_and_why()
        => (await SaidAsync(Shop, "status main.dag", "run main.dag bills", "status main.dag", "! tax: Count = 20 => tax: Count = 10", "status main.dag", "status main.dag bills", "run main.dag bills", "status main.dag bills", "status main.dag --pages 4"))
            .ShouldBe("""
                $ dag status main.dag
                not run yet:
                  download  not run before
                  taxed     depends on 'download'; reused if its product is unchanged
                  bills     depends on 'taxed'; reused if its product is unchanged
                run every time:
                  send  always runs (no product)
                $ dag run main.dag bills
                80 EUR
                $ dag status main.dag
                run every time:
                  send  always runs (no product)
                up to date: download, taxed, bills
                $ dag status main.dag
                out of date:
                  taxed  option tax 20 -> 10 (default, main.dag:3); last run TIME
                  bills  depends on 'taxed'; reused if its product is unchanged
                run every time:
                  send  always runs (no product)
                up to date: download
                $ dag status main.dag bills
                out of date:
                  taxed  option tax 20 -> 10 (default, main.dag:3); last run TIME
                  bills  depends on 'taxed'; reused if its product is unchanged
                up to date: download
                $ dag run main.dag bills
                40 EUR
                $ dag status main.dag bills
                everything is up to date (3 tasks)
                $ dag status main.dag --pages 4
                error DAG4006: target 'send' has no option 'pages'
                  help: task 'download' has one: --set download.pages=VALUE

                exit 2

                """);

    [Fact]
    public async Task What_is_forgotten_is_made_anew()
        => (await SaidAsync(Shop, "run main.dag bills", "forget main.dag download", "status main.dag bills", "run main.dag bills -v", "forget main.dag '..bills - download' send", "forget main.dag downlaod", "forget main.dag", "repl main.dag -c 'run bills' -c 'forget bills' -c 'show all where cached' -c 'forget bills' -c 'forget all - all'"))
            .ShouldBe("""
                $ dag run main.dag bills
                80 EUR
                $ dag forget main.dag download
                forgotten: download; the next run makes it anew
                $ dag status main.dag bills
                out of date:
                  download  its product was cached on disk and has been deleted; last run TIME
                  taxed     depends on 'download'; reused if its product is unchanged
                  bills     depends on 'taxed'; reused if its product is unchanged
                $ dag run main.dag bills -v
                80 EUR
                download started
                download done in TIME
                taxed started
                taxed reused
                bills started
                bills reused
                1 done, 2 reused of 3 in TIME
                $ dag forget main.dag '..bills - download' send
                forgotten: taxed, bills; the next run makes them anew
                nothing was cached of send
                $ dag forget main.dag downlaod
                error DAG2201: unknown task 'downlaod'
                 --> <query>:1:1
                  |
                1 | downlaod
                  | ^^^^^^^^
                  help: did you mean 'download'?

                exit 2
                $ dag forget main.dag
                error DAG7002: missing TASK
                  usage: dag forget FILE TASK… [flags]

                exit 2
                $ dag repl main.dag -c 'run bills' -c 'forget bills' -c 'show all where cached' -c 'forget bills' -c 'forget all - all'
                80 EUR
                download  Integer    [cached]
                taxed     Integer  needs download  [cached]
                forgotten: bills; the next run makes it anew
                nothing was cached of bills
                error DAG4016: the query names no task
                 --> <command>:1:8
                  |
                1 | forget all - all
                  |        ^^^^^^^^^

                exit 3

                """);

    [Fact]
    public async Task What_another_file_made_under_the_same_name_is_not_forgotten()
    {
        using var run = new CommandRun().With("main.dag", "task a { product Text; cache disk; run => \"x\" }").With("other.dag", "task a { product Text; cache disk; run => \"y\" }");
        var said = "";
        foreach (var line in new[] { "run main.dag", "run other.dag", "forget main.dag a", "status other.dag", "status main.dag" })
            said += Moment().Replace(await run.SayAsync(line), "TIME");
        said.ShouldBe("""
            x
            y
            forgotten: a; the next run makes it anew
            everything is up to date (1 task)
            out of date:
              a  its product was cached on disk and has been deleted; last run TIME

            """);
    }

    [Fact]
    public async Task Why_goes_on_to_the_first_causes_and_leaves_out_what_did_not_change()
        => (await SaidAsync(Shop, "run main.dag bills", "! pages: Count = 3 => pages: Count = 4", "run main.dag bills", "why main.dag bills", "why main.dag bills --all", "! tax: Count = 20 => tax: Count = 30", "! pages + jobs => pages + jobs + 1", "run main.dag bills", "why main.dag bills", "run main.dag bills --force", "why main.dag bills"))
            .ShouldBe("""
                $ dag run main.dag bills
                80 EUR
                $ dag run main.dag bills
                100 EUR
                $ dag why main.dag bills
                bills ran in TIME in run RUN of TIME, compared with run RUN of TIME
                    dep taxed changed, because option pages of download 3 -> 4 (default, main.dag:2)
                    cached on disk: cache disk; took TIME to run and TIME to store
                $ dag why main.dag bills --all
                bills ran in TIME in run RUN of TIME, compared with run RUN of TIME
                    dep taxed changed, because option pages of download 3 -> 4 (default, main.dag:2)
                    body unchanged
                    usings unchanged
                    product unchanged
                    cached on disk: cache disk; took TIME to run and TIME to store
                $ dag run main.dag bills
                180 EUR
                $ dag why main.dag bills
                bills ran in TIME in run RUN of TIME, compared with run RUN of TIME
                    dep taxed changed, because
                        body of download changed at main.dag:2
                        option tax of taxed 20 -> 30 (default, main.dag:3)
                    cached on disk: cache disk; took TIME to run and TIME to store
                $ dag run main.dag bills --force
                180 EUR
                $ dag why main.dag bills
                bills ran in TIME in run RUN of TIME, compared with run RUN of TIME
                    forced (--force)
                    cached on disk: cache disk; took TIME to run and TIME to store

                """);

    [Fact]
    public async Task A_flag_that_is_also_an_option_is_told_apart_by_its_place()
        => (await SaidAsync(Shop, "run main.dag download --jobs 2", "run --jobs 2 main.dag download", "run main.dag download -j 2", "run main.dag download --set download.jobs=2", "run main.dag bills --jobs 2", "plan main.dag download --json"))
            .ShouldBe("""
                $ dag run main.dag download --jobs 2
                error DAG4060: '--jobs' is a flag of dag, and 'jobs' is an option of task 'download'
                  note: the option
                 --> main.dag:2:49
                  |
                2 | task download { option pages: Count = 3; option jobs: Count = 1; product Integer; cache disk; run => pages + jobs }
                  |                                                 ----
                  help: for the option write --set download.jobs=VALUE; for the flag write --jobs before the file

                exit 2
                $ dag run --jobs 2 main.dag download
                4
                $ dag run main.dag download -j 2
                4
                $ dag run main.dag download --set download.jobs=2
                5
                $ dag run main.dag bills --jobs 2
                80 EUR
                $ dag plan main.dag download --json
                {"event":"begin","version":1,"command":"plan"}
                {"event":"planned","task":"download","product":"Integer","product_name":null,"publish":null,"needs":[],"options":[{"name":"pages","value":"3","origin":"default, main.dag:2"},{"name":"jobs","value":"1","origin":"default, main.dag:2"}],"forecast":"reuse","cause":null,"why":"cached TIME"}

                """);

    [Fact]
    public async Task Flags_say_how_much_is_said()
        => (await SaidAsync("task a { product Text; cache disk; run => \"x\" }\ntask b { needs a; run { throw new Exception(\"no\"); } }\ntest \"a\" { expect a where value == \"x\" }\ntest \"b\" { expect a where value == \"y\" }",
            "run main.dag a -v", "run main.dag b -q", "test main.dag -q", "run main.dag -q -v", "run main.dag -q --progress plain", "-q run main.dag", "run main.dag --color maybe", "repl main.dag -q -c 'pin a = \"z\"' -c 'run a'"))
            .ShouldBe("""
                $ dag run main.dag a -v
                x
                a started
                a done in TIME
                1 done of 1 in TIME
                $ dag run main.dag b -q
                error DAG5001: task 'b' failed: Exception: no
                 --> main.dag:2:1
                  |
                2 | task b { needs a; run { throw new Exception("no"); } }
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

                exit 1
                $ dag test main.dag -q
                FAIL b  TIME
                error DAG5101: condition is false for the product of 'a'
                 --> main.dag:4:27
                  |
                4 | test "b" { expect a where value == "y" }
                  |                           ^^^^^^^^^^^^
                  note: 'a' is x

                1 passed, 1 failed in TIME
                exit 1
                $ dag run main.dag -q -v
                error DAG7039: --quiet and --verbose cannot be used together
                  help: -q is short for --progress none, and -v for --progress plain

                exit 2
                $ dag run main.dag -q --progress plain
                error DAG7039: --quiet and --progress cannot be used together
                  help: -q is short for --progress none, and -v for --progress plain

                exit 2
                $ dag -q run main.dag
                error DAG7003: unknown flag '-q' of dag
                  help: write it after a command that has it: dag run FILE -q

                exit 2
                $ dag run main.dag --color maybe
                error DAG7009: invalid value for --color: expected one of auto, always, never, found 'maybe'

                exit 2
                $ dag repl main.dag -q -c 'pin a = "z"' -c 'run a'
                z

                """);

    [Fact]
    public async Task The_last_run_is_shown_by_that_name()
        => (await SaidAsync("task a { product Text; cache disk; run => \"x\" }", "runs show last --cache .dag", "run main.dag --cache .dag", "runs show last --cache .dag", "runs show lst --cache .dag", "runs show --cache .dag"))
            .ShouldBe("""
                $ dag runs show last --cache .dag
                error DAG7031: unknown run 'last' in '.dag/runs'
                  help: no run is recorded there

                exit 2
                $ dag run main.dag --cache .dag
                x
                $ dag runs show last --cache .dag
                RUN   succeeded in TIME   1 made   main.dag a
                    a made in TIME
                $ dag runs show lst --cache .dag
                error DAG7031: unknown run 'lst' in '.dag/runs'
                  help: did you mean 'last'?

                exit 2
                $ dag runs show --cache .dag
                error DAG7002: missing RUN
                  help: dag runs show last shows the latest run
                  usage: dag runs [show] [RUN] [flags]

                exit 2

                """);

    [Fact]
    public async Task A_watched_run_runs_again_when_a_file_an_input_or_a_folder_has_changed()
    {
        using var run = new CommandRun().With("main.dag", "import \"lib.dag\"\ntask a { option f: File = file \"in.txt\"; option d: Folder = folder \"data\"; product Text; run => f.ReadText().Trim() + d.Files(\"*\").Count + Lib.Mark }")
            .With("lib.dag", "code { static class Lib { public const string Mark = \"!\"; } }").With("in.txt", "one").With("data/x", "x");
        var terminal = new SignallingTerminal("waiting for changes");
        using var end = new CancellationTokenSource();
        var context = run.Open(new(null, null, false, true), terminal);
        var arguments = new RunArguments(Path.Combine(run.Folder, "main.dag"), [], new(default, default, 1, false), false, ProgressMode.Auto, OutputMode.Prefixed, false) { Watch = true };
        var watching = WatchLoop.RunAsync(context, arguments, end.Token);
        await terminal.NextAsync();
        run.With("in.txt", "two");
        await terminal.NextAsync();
        run.With("data/y", "y");
        await terminal.NextAsync();
        run.With("lib.dag", "code { static class Lib { public const string Mark = \"?\"; } ");
        await terminal.NextAsync();
        run.With("lib.dag", "code { static class Lib { public const string Mark = \"?\"; } }");
        await terminal.NextAsync();
        await end.CancelAsync();
        (await watching).ShouldBe(ExitCode.Interrupted);
        terminal.Output.ShouldBe("one1!\ntwo1!\ntwo2!\ntwo2?\n");
        Regex.Matches(terminal.Error, "^changed: .*?([a-z.]+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ShouldBe(["in.txt", "data", "lib.dag", "lib.dag"]);
    }

    // A line that begins with '!' replaces a text of the program by another.
    private static async Task<string> SaidAsync(string program, params string[] lines)
    {
        using var run = new CommandRun().With("main.dag", program);
        var said = new System.Text.StringBuilder();
        foreach (var line in lines)
        {
            if (line.StartsWith("! ", StringComparison.Ordinal))
            {
                var parts = line[2..].Split(" => ");
                run.With("main.dag", program = program.Replace(parts[0], parts[1], StringComparison.Ordinal));
                continue;
            }

            said.Append($"$ dag {line}\n").Append(await run.SayAsync(line));
        }

        return Elapsed().Replace(Moment().Replace(RunName().Replace(said.ToString(), "RUN"), "TIME"), "${1}TIME");
    }

    [GeneratedRegex(@"\b20\d\d-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex Moment();

    [GeneratedRegex(@"\b\d{8}-\d{6}-\d{3}-[0-9a-f]+(-\d+)?\b")]
    private static partial Regex RunName();

    [GeneratedRegex(@"( in |took |and |  )[\d.]+ [mun]?s\b")]
    private static partial Regex Elapsed();
}
