using System.Runtime.Versioning;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>Names that are not UTF-8, and what is no file where one is expected: named, never opened, never passed over in silence.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OddFilesTests
{
    [Fact]
    public void Names_and_values_count_by_their_bytes()
    {
        using var dag = new DagProcess().With("main.dag", """
            task read { option d: Folder = folder "in"; cache disk; product Text; run sh "cat $d/*" }
            task names { option d: Folder = folder "in"; product Text; run => string.Join('|', d.Files().Select(file => file.ReadText())) }
            task one { option f: File; cache disk; product Text; run sh "cat $f" }
            task made { cache disk; product Folder; run sh "mkdir $OUT; echo made > $OUT/$(printf 'caf\\351')" }
            task used { needs made; cache disk; product Text; run sh "echo ran >> ../../../../log; cat $made/$(printf 'caf\\351')" }
            task again { needs made; product Text; run => string.Join(' ', made.Files().Select(file => file.ReadText())) }
            task env { env WORD; cache disk; product Text; run sh "printf %s $WORD | od -An -tx1" }
            task path { option f: File; product File; run => f }
            """);
        ShellScript.Run(dag, """
            one="in/$(printf 'caf\351.txt')"; two="in/$(printf 'caf\352.txt')"
            mkdir in; echo old > "$one"; echo other > "$two"; touch -d '1 day ago' "$one"
            told first dag run main.dag read
            echo new > "$one"; touch -d '2 days ago' "$one"
            told changed dag run main.dag read
            told again dag run main.dag read
            told files dag run main.dag names
            told one dag run main.dag one --f "$one"
            told two dag run main.dag one --f "$two"
            told missing dag run main.dag one --f "$(printf 'in/no\351')"
            told made dag run main.dag used
            rm -rf .dag/runs .dag/store/placed .dag/store/snapshots
            told placed dag run main.dag again
            WORD="$(printf 'a\351')" told 'a word' dag run main.dag env
            WORD="$(printf 'a\352')" told 'another' dag run main.dag env
            path() { dag run main.dag path --f "$one" | od -An -c | tr -d ' \n' | grep -o 'caf.*'; }
            told path path
            cleared() { dag cache clear --yes > /dev/null; find .dag/store/placed -type f; }
            told cleared cleared
            rm -rf in .dag
            """, []).Select(step => $"{step.Step}: {step.Printed.ReplaceLineEndings(" ")}").ShouldBe([
            "first: old other exit 0",
            "changed: new other exit 0",
            "again: new other exit 0",
            "files: new |other exit 0",
            "one: new exit 0",
            "two: other exit 0",
            @"missing: error DAG4009: file of option 'one.f' not found (--f in/no\xe9): 'in/no\xe9'  exit 4",
            "made: made exit 0",
            "placed: made exit 0",
            "a word:  61 e9 exit 0",
            "another:  61 ea exit 0",
            @"path: caf351.txt\n exit 0",
            "cleared: exit 0",
        ]);
        File.ReadAllText(Path.Combine(dag.Folder, "log")).ShouldBe("ran\n");
    }

    [Fact]
    public void A_folder_to_work_in_whose_name_is_not_UTF_8_is_refused_by_name()
    {
        using var dag = new DagProcess().With("main.dag", "task t { product Text; run => \"x\" }");
        ShellScript.Run(dag, """
            odd="$(printf 'd\351r')"; mkdir "$odd"; cp main.dag "$odd"
            told file dag run "$odd/main.dag"
            told flag dag run main.dag --cache "$odd"
            DAG_CACHE="$odd" told variable dag run main.dag
            cd "$odd"; told current dag run main.dag; cd ..
            rm -r "$odd"; ls
            """, []).Select(step => $"{step.Step}: {step.Printed.ReplaceLineEndings(" ")}").ShouldBe([
            @"file: error DAG1204: cannot read 'd\xe9r/main.dag': the path 'd\xe9r/main.dag' is not UTF-8  exit 3",
            @"flag: error DAG6007: the name of the state folder is not UTF-8: 'd\xe9r'   help: rename it, or use another one  exit 6",
            @"variable: error DAG6007: the name of the state folder is not UTF-8: 'd\xe9r'   help: rename it, or use another one  exit 6",
            @"current: error DAG6007: the name of the current folder is not UTF-8: 'd\xe9r'   help: rename it, or use another one  exit 6 main.dag script.sh",
        ]);
    }

    [Fact]
    public void What_is_no_file_is_refused_by_name_before_anything_runs()
    {
        using var dag = new DagProcess().With("main.dag", """
            task f { option f: File; product Text; run => f.ReadText() }
            task d { option d: Folder; product Text; run => $"{d.Files().Count}" }
            """).With("there/file", "1");
        ShellScript.Run(dag, """
            mkfifo pipe there/pipe; ln -s loop loop; ln -s nowhere dangling; ln -s ../there there/back
            for given in pipe /dev/zero loop dangling there; do told "f $given" dag run main.dag f --f $given; done
            for given in pipe there/file there; do told "d $given" dag run main.dag d --d $given; done
            echo 'task f { option f: File = file "pipe"; product Text; run => "x" }' > default.dag
            told check dag check default.dag
            told plan dag plan default.dag f
            """, []).Select(step => $"{step.Step}: {step.Printed.ReplaceLineEndings(" ")}").ShouldBe([
            "f pipe: error DAG4025: option 'f.f' names a named pipe, not a file (--f pipe): 'pipe'  exit 4",
            "f /dev/zero: error DAG4025: option 'f.f' names a device, not a file (--f /dev/zero): '/dev/zero'  exit 4",
            "f loop: error DAG4025: option 'f.f' names a circular link, not a file (--f loop): 'loop'  exit 4",
            "f dangling: error DAG4009: file of option 'f.f' not found (--f dangling): 'dangling'   help: it is a link to 'nowhere', which does not exist  exit 4",
            "f there: error DAG4025: option 'f.f' names a folder, not a file (--f there): 'there'  exit 4",
            "d pipe: error DAG4025: option 'd.d' names a named pipe, not a folder (--d pipe): 'pipe'  exit 4",
            "d there/file: error DAG4025: option 'd.d' names a file, not a folder (--d there/file): 'there/file'  exit 4",
            "d there: 1 exit 0",
            "check: error DAG4025: option 'f.f' names a named pipe, not a file (default, default.dag:1): 'pipe'  --> default.dag:1:27   | 1 | task f { option f: File = file \"pipe\"; product Text; run => \"x\" }   |                           ^^^^^^^^^^^  exit 3",
            "plan: error DAG4025: option 'f.f' names a named pipe, not a file (default, default.dag:1): 'pipe'  --> default.dag:1:27   | 1 | task f { option f: File = file \"pipe\"; product Text; run => \"x\" }   |                           ^^^^^^^^^^^  exit 3",
        ]);
    }

    [Fact]
    public void A_source_or_reference_that_is_no_file_or_has_no_end_is_refused()
    {
        using var dag = new DagProcess();
        ShellScript.Run(dag, """
            mkfifo p.dag; mkdir d.dag; truncate -s 100M long.dag
            for what in p.dag /dev/zero d.dag long.dag; do echo "import \"$what\"" > a.dag; told "import $what" dag check a.dag; done
            for what in p.dag d.dag /dev/zero; do printf 'reference "%s"\ntask a { product Text; run => "x" }\n' $what > a.dag; told "reference $what" dag check a.dag; done
            for verb in check fmt test run; do told "$verb" dag $verb p.dag; done
            told script dag p.dag -c 'show types'
            told load dag repl -c 'load "p.dag"'
            """, []).Select(step => $"{step.Step}: {step.Printed.ReplaceLineEndings(" ")}".Split("  -->")[0]).ShouldBe([
            "import p.dag: error DAG1204: cannot read 'p.dag': it is a named pipe, not a file",
            "import /dev/zero: error DAG1204: cannot read '/dev/zero': it is a device, not a file",
            "import d.dag: error DAG1202: 'd.dag' is a folder, not a file",
            "import long.dag: error DAG1204: cannot read 'long.dag': it is larger than 64 MB, the limit for a source file",
            "reference p.dag: error DAG3007: cannot use assembly 'p.dag': 'p.dag' is a named pipe, not a file",
            "reference d.dag: error DAG3007: cannot use assembly 'd.dag': 'd.dag' is a folder, not a file",
            "reference /dev/zero: error DAG3007: cannot use assembly '/dev/zero': '/dev/zero' is a device, not a file",
            "check: error DAG1204: cannot read 'p.dag': it is a named pipe, not a file  exit 3",
            "fmt: error DAG1204: cannot read 'p.dag': it is a named pipe, not a file  exit 3",
            "test: error DAG1204: cannot read 'p.dag': it is a named pipe, not a file  exit 3",
            "run: error DAG1204: cannot read 'p.dag': it is a named pipe, not a file  exit 3",
            "script: error DAG1204: cannot read 'p.dag': it is a named pipe, not a file  exit 3",
            "load: error DAG1204: cannot read 'p.dag': it is a named pipe, not a file  exit 3",
        ]);
    }

    [Fact]
    public void What_a_script_makes_of_OUT_is_a_file_or_a_folder_or_the_task_has_failed()
    {
        using var dag = new DagProcess().With("main.dag", """
            task pipe { product File; run sh "mkfifo $OUT" }
            task text { product Text; run sh "mkfifo $OUT" }
            task link { product File; run sh "ln -s nowhere $OUT" }
            task loop { product Text; run sh "ln -s out $OUT" }
            task device { product Text; run sh "ln -s /dev/zero $OUT" }
            task log { product Text; run sh "rm stdout.log; mkfifo stdout.log stderr2; echo x > $OUT" }
            task inside { cache disk; product Folder; run sh "mkdir -p $OUT/a; mkfifo $OUT/a/p" }
            """);
        string[] tasks = ["pipe", "text", "link", "loop", "device", "log", "inside"];
        tasks.Select(task => dag.Run("run", "main.dag", task, "--progress", "none")).Select(end => $"{end.Exit} {(end.Output + end.Error).Split('\n')[0]}").ShouldBe([
            "1 error DAG5005: task 'pipe' wrote a named pipe to $OUT; a product is a file or a folder",
            "1 error DAG5005: task 'text' wrote a named pipe to $OUT; a product is a file or a folder",
            "1 error DAG5005: task 'link' wrote a broken link to $OUT; a product is a file or a folder",
            "1 error DAG5005: task 'loop' wrote a circular link to $OUT; a product is a file or a folder",
            "1 error DAG5005: task 'device' wrote a device to $OUT; a product is a file or a folder",
            "0 x",
            "1 error DAG5020: cannot store the product of task 'inside' (cache disk): 'a/p' in the folder is a named pipe; only files, folders and links can be stored",
        ]);
    }

    [Fact]
    public void A_current_folder_that_is_gone_is_said()
    {
        using var dag = new DagProcess().With("main.dag", "task t { product Text; run => \"x\" }");
        ShellScript.Run(dag, """
            home=$PWD; mkdir gone; cd gone; rmdir ../gone
            for words in 'run main.dag' 'check main.dag' 'plan main.dag all' 'query main.dag all' 'graph main.dag' 'why main.dag t' 'test main.dag' 'fmt main.dag' 'help main.dag' 'runs' 'cache info' 'repl -c x' "run $home/main.dag"; do told "${words%% /*}" dag $words; done
            told version dag --version
            cd "$home"
            """, []).Select(step => step.Printed).Distinct().ShouldBe([
            "error DAG6006: the current folder no longer exists\n  help: change to a folder that exists: cd …\n\nexit 6",
            dag.Run("--version").Output + "exit 0"]);
    }

    [Fact]
    public void An_input_that_changes_while_its_task_runs_is_named_and_nothing_is_stored_of_it()
    {
        using var dag = new DagProcess().With("main.dag", """
            task read { option f: File = file "src"; option d: Folder = folder "in"; cache disk; product Text; run sh "echo ran >> ../../../../log; until test -e ../../../../go; do sleep 0.01; done; cat $f $d/*" }
            task use { needs read; cache disk; product Text; run sh "echo used $read" }
            """).With("in/one", "1\n").With("src", "a\n").With("go", "");
        ShellScript.Run(dag, """
            old() { find src in -exec touch -d '1 hour ago' {} +; }
            during() { rm -f go log; dag run main.dag use & for i in $(seq 6000); do test -e log && break; sleep 0.01; done; "$@"; touch go; wait $!; }
            write() { echo "$2" > "$1"; }
            old; told file during write src b
            old; write src a; old; told back dag run main.dag use
            write src c; old; told entry during write in/two 2
            rm in/two; old; told again dag run main.dag use
            touch log; told known dag run main.dag use
            """, []).Select(step => $"{step.Step}: {step.Printed.ReplaceLineEndings(" ")}").ShouldBe([
            "file: warning DAG5022: the product of task 'read' is not stored: 'src' changed while the task ran  --> main.dag:1:6   | 1 | task read { option f: File = file \"src\"; option d: Folder = folder \"in\"; cache disk; product Text; run sh \"echo ran >> .…   |      ^^^^   help: dependent tasks used the product in this run; the task runs again next time  used b 1 exit 0",
            "back: used a 1 exit 0",
            "entry: warning DAG5022: the product of task 'read' is not stored: 'in/two' changed while the task ran  --> main.dag:1:6   | 1 | task read { option f: File = file \"src\"; option d: Folder = folder \"in\"; cache disk; product Text; run sh \"echo ran >> .…   |      ^^^^   help: dependent tasks used the product in this run; the task runs again next time  used c 1 2 exit 0",
            "again: used c 1 exit 0",
            "known: used c 1 exit 0",
        ]);
    }
}
