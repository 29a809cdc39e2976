namespace Dag.Interpreter.Tests.Sessions;

/// <summary>What <c>save</c> writes reads back to the same graph, and it writes over nothing that it has not read.</summary>
public class SavingTests
{
    private const string Program = """
        // Two numbers.
        task one { option of: Natural = 1; product Number; run => of }

        task two { needs one; product Number; run => one * 2 }   // twice
        """;

    [Fact]
    public async Task The_files_text_stays_and_the_changes_follow_with_their_comments()
    {
        using var bench = new Bench(Program);
        (await bench.Say("// More of it.\nset one.of = 3\n")).ShouldBe("changed one");
        (await bench.Say("save")).ShouldBe("saved main.dag with 1");
        bench.Read("main.dag").ShouldBe(Program + "\n\n// More of it.\nset one.of = 3\n");
        bench.EnvOf("main.dag").ShouldBe(bench.Env);
        (await bench.Say("diff")).ShouldBe("");
    }

    [Fact]
    public async Task A_file_that_was_changed_on_disk_is_not_written_over_and_both_are_shown()
    {
        using var bench = new Bench(Program);
        await bench.Say("set one.of = 3");
        bench.Write("main.dag", Program.Replace("one * 2", "one * 3"));
        (await bench.Say("save")).ShouldBe("""
            DAG6002 `save` cannot save 'main.dag': it has changed on disk since it was read
              now on disk `task two { needs one; product Number; run => one * 3 }   // twice`
              when it was read `task two { needs one; product Number; run => one * 2 }   // twice`
              help: read those changes with reload, or save to another file: save "other.dag"
            """);
        bench.Read("main.dag").ShouldBe(Program.Replace("one * 2", "one * 3"));

        (await bench.Say("reload; save")).ShouldBe("loaded main.dag\nsaved main.dag with 1");
        bench.Read("main.dag").ShouldBe(Program.Replace("one * 2", "one * 3") + "\n\nset one.of = 3\n");
    }

    [Fact]
    public async Task A_file_that_is_gone_is_not_made_again()
    {
        using var bench = new Bench(Program);
        File.Delete(Path.Combine(bench.Folder, "main.dag"));
        (await bench.Say("save")).ShouldBe("""
            DAG6002 `save` cannot save 'main.dag': it has changed on disk since it was read
              the file was deleted
              when it was read `// Two numbers.`
              help: read those changes with reload, or save to another file: save "other.dag"
            """);
    }

    [Fact]
    public async Task An_import_that_was_changed_on_disk_keeps_a_text_from_being_written_that_would_mean_something_else()
    {
        using var bench = new Bench("import \"lib.dag\"\ntask b { needs a; product Number; run => a }\n", ("lib.dag", "task a { product Number; run => 1 }\n"));
        await bench.Say("pin b = 3");
        bench.Write("lib.dag", "task a { product Number; run => 2 }\n");
        (await bench.Say("save")).ShouldBe("""
            DAG6004 `save` cannot save 'main.dag': its text would not read back as this graph
              help: an imported file may have changed since it was read: try reload
            """);
        (await bench.Say("reload; save")).ShouldBe("loaded main.dag\nsaved main.dag with 1");
    }

    [Fact]
    public async Task A_session_without_a_file_wants_a_name_for_one()
    {
        using var bench = Bench.OfText("task a { product Number; run => 1 }\n");
        (await bench.Say("save")).ShouldBe("DAG4022 `save` this session was not started with a file\n  help: name one: save \"name.dag\", or load \"name.dag\"");
        (await bench.Say("reload")).ShouldBe("DAG4022 `reload` this session was not started with a file\n  help: name one: save \"name.dag\", or load \"name.dag\"");
        (await bench.Say($"pin a = 2; save \"{bench.Folder}/new.dag\"")).ShouldBe("changed a\nsaved new.dag with 1");
        bench.EnvOf("new.dag").ShouldBe(bench.Env);
        (await bench.Say("unpin a; save")).ShouldBe("changed a\nsaved new.dag with 1");
    }

    [Fact]
    public async Task Where_nothing_can_be_written_it_says_why()
    {
        using var bench = new Bench(Program);
        (await bench.Say($"save \"{bench.Folder}/nowhere/other.dag\"")).ShouldBe("DAG6003 `save \"nowhere/other.dag\"` cannot write 'nowhere/other.dag': Could not find a part of the path 'nowhere/other.dag'");
    }

    [Fact]
    public async Task Saved_elsewhere_the_relative_paths_name_the_same_files()
    {
        using var bench = new Bench(
            "import \"lib/more.dag\" as more\ntask a { option from: File = file \"data.txt\"; product Text; run => from.ReadText() }\n",
            ("lib/more.dag", "task extra { product Text; run => \"more\" }\n"),
            ("data.txt", "data"),
            ("other.txt", "other"),
            ("sub/empty", ""));
        await bench.Say("set a.from = file \"other.txt\"\nimport \"lib/more.dag\" as again // the same once more\npin more.extra = \"pinned\"");
        (await bench.Say($"save \"{bench.Folder}/sub/copy.dag\"")).ShouldBe("saved sub/copy.dag with 3");
        bench.Read("sub/copy.dag").ShouldBe("""
            import "../lib/more.dag" as more
            task a { option from: File = file "../data.txt"; product Text; run => from.ReadText() }

            set a.from = file "../other.txt"
            import "../lib/more.dag" as again // the same once more
            pin more.extra = "pinned"

            """);
    }

    [Fact]
    public async Task A_reload_that_some_change_does_not_outlive_is_refused_whole()
    {
        using var bench = new Bench(Program);
        await bench.Say("set one.of = 3");
        var before = bench.Env;
        bench.Write("main.dag", Program.Replace("of", "by"));
        (await bench.Say("reload")).ShouldBe("DAG2012 `of` task 'one' has no option 'of'");
        bench.Env.ShouldBe(before);
    }
}
