using Dag.Interpreter.Plans.Binding;

namespace Dag.Interpreter.Tests.Invoking;

/// <summary>Values that come from variables, files, commands and files of values: which of them counts, where it is said to be from, and what is wrong with it.</summary>
public sealed class ValuesFromElsewhereTests
{
    private const string Levels = """
        task a {
            option n: Natural = 1 from env "N"
            product Natural
            run => n
        }
        """;

    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public void Of_a_default_a_source_a_file_of_values_a_set_and_a_flag_the_later_one_counts()
    {
        using var desk = new Desk(Levels);
        using var set = new Desk(Levels + "\nset a.n = 4");
        var variables = new Dictionary<string, string> { ["N"] = "2" };
        desk.Write("v.json", """{ "a": { "n": 3 } }""");
        set.Write("v.json", """{ "a": { "n": 3 } }""");

        string.Join('\n',
            desk.AskWith("a", [], Nothing),
            desk.AskWith("a", [], variables),
            desk.AskWith("a", ["v.json"], variables),
            set.AskWith("a", [], variables),
            set.AskWith("a", ["v.json"], variables, new OptionArgument("a", "n", "5")),
            set.AskWith("a", ["v.json"], variables, new OptionArgument("a", "n", "5"), new OptionArgument(null, "n", "6"))).ShouldBe("""
            a.n = 1 (default, p.dag:2)
            a.n = 2 (from env "N", p.dag:2)
            a.n = 3 (--with v.json:1)
            a.n = 4 (set, p.dag:6)
            a.n = 5 (--set a.n=5)
            a.n = 6 (--n 6)
            """);
        set.AskWith("a", ["v.json"], variables).ShouldBe("""
            DAG4051 v.json:1:15 `3` warning: the value of 'a.n' has no effect: a 'set' counts more than --with
              set here, p.dag:6:11 `4`
              help: pass it with --set a.n=VALUE, or remove the 'set'
            a.n = 4 (set, p.dag:6)
            """);
    }

    [Fact]
    public void A_file_of_values_has_a_value_of_every_kind_by_a_key_or_in_an_object_of_its_task()
    {
        using var desk = new Desk("""
            type Point of Place
            type Names list of Text
            code { record Place(double X, double? Y); }
            task a {
                option wait: Duration
                option at: Point
                option names: Names
                option source: File
                option day: Date
                option on: Boolean
                option key: Secret
                product Text
                run => ""
            }
            """);
        desk.Write("v.json", """
            {
              // comments are read over
              "a": { "wait": "90s", "at": { "x": "NaN", "y": null }, "names": ["é", "b\n"], "source": "v.json" },
              "a.day": "2026-03-21", "a.on": true, "a.key": "a long secret"
            }
            """);
        desk.Write("v.dag", """set a.wait = 2s; set a.source = file "p.dag" """);

        desk.AskWith("a", ["v.json"], Nothing).ShouldBe("""
            a.wait = 90s (--with v.json:3)
            a.at = {"X":"NaN","Y":null} (--with v.json:3)
            a.names = ["é","b\n"] (--with v.json:3)
            a.source = v.json (--with v.json:3)
            a.day = 2026-03-21 (--with v.json:4)
            a.on = true (--with v.json:4)
            a.key = *** (--with v.json:4)
            """);
        desk.AskWith("a", ["v.json", "v.dag"], Nothing).ShouldContain("a.wait = 2s (--with v.dag:1)");
        desk.AskWith("a", ["v.json", "v.dag"], Nothing).ShouldContain("a.source = p.dag (--with v.dag:1)");
    }

    [Fact]
    public void What_is_wrong_in_a_file_of_values_is_said_at_its_place()
    {
        using var desk = new Desk("""
            task fit { option rate: Number = 1; option names: Text = "x"; product Number; run => rate }
            task other { option far: Natural = 1; product Number; run => far }
            """);
        desk.Write("v.json", """
            {
              "fit": { "rat": 1, "rate": "fast" },
              "fti": { "rate": 1 },
              "fit.names": 3,
              "fit.names": "a",
              "rate": 3,
              "other": 7,
              "other.far": -1
            }
            """);
        desk.Write("v.dag", "set fit.rates = 1\ntask x { product Text; run => \"\" }\nset fit.rate 3");
        desk.Write("broken.json", "{\n  \"fit\": { \"rate\" 1 }\n}");
        desk.Write("list.json", "[1]");
        desk.Write("v.yaml", "fit: 1");

        desk.AskWith("fit", ["v.json"], Nothing).ShouldBe("""
            DAG4005 v.json:2:12 `"rat"` task 'fit' has no option 'rat' (--with v.json)
              help: did you mean 'rate'?
            DAG4045 v.json:3:3 `"fti"` unknown option 'fti': expected task.option
              help: did you mean 'fit'?
            DAG4046 v.json:5:3 `"fit.names"` duplicate value for option 'fit.names'
              help: remove one of the two
            DAG4045 v.json:6:3 `"rate"` unknown option 'rate': expected task.option
              help: did you mean 'fit.rate'?
            DAG4045 v.json:7:3 `"other"` 'other' is a task: expected an object with its options
              help: write { "other": { "far": … } }, or "other.far": …
            DAG4002 v.json:2:30 `"fast"` invalid value for option 'fit.rate' (--with v.json:2): expected Number, found a text
            DAG4002 v.json:4:16 `3` invalid value for option 'fit.names' (--with v.json:4): expected Text, found a whole number
              help: put it in quotes: "3"
            DAG4003 v.json:8:16 `-1` invalid value for option 'other.far' (--with v.json:8): -1 is not a 'Natural'
              `value >= 0` is false, core.dag:10:27 `value >= 0`
            """);
        desk.AskWith("fit", ["v.dag", "broken.json", "list.json", "v.yaml", "v.jsn"], Nothing).ShouldBe("""
            DAG4050 cannot read the file of values 'v.jsn': file not found
            DAG1103 v.dag:3:14 `3` expected '=', found '3'
            DAG4005 v.dag:1:5 `fit.rates` task 'fit' has no option 'rates' (--with v.dag)
              help: did you mean 'rate'?
            DAG4048 v.dag:2:1 `task x { product Text; run => "" }` a file of values contains 'set' statements only
              help: write set task.option = value; a file with tasks is imported, or run
            DAG4047 broken.json:2:19 `1` invalid JSON: '1' is invalid after a property name. Expected a ':'
            DAG4047 list.json:1:1 `` invalid JSON: expected an object with a key for each option, such as { "task.option": 1 }
            DAG4049 cannot read values from 'v.yaml': expected a .json or .dag file
            """);
    }

    [Fact]
    public void A_source_is_read_where_it_is_needed_and_its_text_is_the_value()
    {
        using var desk = new Desk("""
            task a {
                option name: Text from env "NAME"
                option key: Secret from file "key"
                option count: Natural from command "echo 4"
                option source: File from env "SOURCE"
                option kept: Text = "default" from file "~/none"
                product Text
                run => ""
            }
            task b { option x: Text from command "exit 1"; product Text; run => "" }
            """);
        desk.Write("key", "\"quoted secret\"\n");
        var variables = new Dictionary<string, string> { ["NAME"] = "\"in quotes\"", ["SOURCE"] = "p.dag", ["HOME"] = desk.Folder };

        desk.AskWith("a", [], variables).ShouldBe("""
            a.name = "in quotes" (from env "NAME", p.dag:2)
            a.key = *** (from file "key", p.dag:3)
            a.count = 4 (from command "echo 4", p.dag:4)
            a.source = p.dag (from env "SOURCE", p.dag:5)
            a.kept = default (default, p.dag:6)
            """);
        desk.Secrets.Mask("so: \"quoted secret\"").ShouldBe("so: ***");
    }

    [Fact]
    public void Without_running_code_no_command_is_run()
    {
        using var desk = new Desk("task a { option x: Text from command \"touch made\"; product Text; run => x }");
        desk.AskWith("a", [], Nothing, runsCommands: false).ShouldBe("""
            DAG4044 p.dag:1:38 `"touch made"` cannot read option 'a.x' without running its command
              help: remove --no-run-code
            """);
        File.Exists(Path.Combine(desk.Folder, "made")).ShouldBeFalse();
    }

    [Fact]
    public void A_source_that_gives_no_value_is_said_and_shows_no_secret()
    {
        using var desk = new Desk("""
            type ApiKey : Secret where value.Length > 20
            task a {
                option a: ApiKey from env "API_TOKEN"
                option b: ApiKey from file "~/.token"
                option c: ApiKey from file "."
                option d: ApiKey from command "echo half-of-a-secret; echo no half-of-a-secret here >&2; exit 3"
                option e: ApiKey from command "true"
                option f: ApiKey from env "SHORT"
                option g: Natural from env "SHORT"
                option h: ApiKey = "a default of twenty-one" from command "exit 2"
                product Text
                run => ""
            }
            """);

        desk.AskWith("a", [], new() { ["SHORT"] = "short secret", ["HOME"] = desk.Folder }).Replace(desk.Folder, ".").ShouldBe("""
            DAG4040 p.dag:3:31 `"API_TOKEN"` missing value for option 'a.a': the variable API_TOKEN is not set
              help: set it: export API_TOKEN=…
            DAG4041 p.dag:4:32 `"~/.token"` missing value for option 'a.b': file not found: '.token'
              help: write the value into that file, or name another one
            DAG4042 p.dag:5:32 `"."` cannot read the value of option 'a.c' from '.': it is a folder
            DAG4043 p.dag:6:35 `"echo half-of-a-secret; echo no half-of-a-secret here >&2; exit 3"` cannot read the value of option 'a.d': its command failed with exit code 3
              no *** here
              help: the command prints the value and ends with 0; it is run by sh in the folder of this file
            DAG4043 p.dag:7:35 `"true"` cannot read the value of option 'a.e': its command printed nothing
              help: the command prints the value and ends with 0; it is run by sh in the folder of this file
            DAG4003 p.dag:8:31 `"SHORT"` invalid value for option 'a.f' (from env "SHORT", p.dag:8): '***' is not a 'ApiKey'
              `value.Length > 20` is false, p.dag:1:28 `value.Length > 20`
            DAG4002 p.dag:9:32 `"SHORT"` invalid value for option 'a.g' (from env "SHORT", p.dag:9): expected Integer, found '***'
            DAG4043 p.dag:10:63 `"exit 2"` cannot read the value of option 'a.h': its command failed with exit code 2
              help: the command prints the value and ends with 0; it is run by sh in the folder of this file
            """);
    }
}
