using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Tests.UpToDate;

namespace Dag.Interpreter.Tests.Publishing;

/// <summary>Products that are copied to where people look for them, by runs of which each is a process's own.</summary>
public sealed class PublishingTests
{
    private const string Program = """
        code { record Row(string Name, double X, bool? Ok); }
        type Rows of Row[]
        task file { option text: Text = "a"; cache disk; product File "a.txt"; publish "results/a.txt"; run sh "echo $text > $OUT; chmod +x $OUT" }
        task tree {
            cache disk
            product Folder "site"
            publish "results/site"
            run sh "mkdir -p $OUT/empty $OUT/in; echo b > $OUT/in/b.txt; ln -s in/b.txt $OUT/link"
        }
        task text { cache disk; product Text; publish "report.md"; run => "# Report" }
        task number { cache disk; product Natural; publish "results/n.txt"; run => 42 }
        task table { cache disk; product Rows; publish "results/rows.csv"; run => new Row[] { new("a, b", 1.5, true), new("c", -2, null) } }
        task same { cache disk; needs table; product Rows; publish "results/rows.json"; run => table }
        task unpublished { cache disk; product File "u.txt"; run sh "echo u > $OUT" }
        task other { cache disk; product File "u.txt"; run sh "echo v > $OUT" }
        """;

    [Fact]
    public async Task Files_folders_and_values_are_copied_whole_and_can_be_written()
    {
        using var place = new Place(Program);
        (await place.RunAsync("file + tree + text + number + same")).Result.End.ShouldBe(RunStatus.Succeeded);
        Listed(place).ShouldBe("""
            report.md: # Report
            results/a.txt: a (may be executed)
            results/n.txt: 42
            results/rows.csv: Name,X,Ok / "a, b",1.5,true / c,-2,
            results/rows.json: [ /   {"Name":"a, b","X":1.5,"Ok":true}, /   {"Name":"c","X":-2,"Ok":null} / ]
            results/site/empty/
            results/site/in/b.txt: b
            results/site/link -> in/b.txt
            """);
    }

    [Fact]
    public async Task What_is_there_is_known_by_its_state_and_what_is_gone_is_copied_again()
    {
        using var place = new Place(Program);
        await place.RunAsync("file + tree + text");
        (await place.RunAsync("file + tree + text")).IsKnown.ShouldBeTrue();
        File.Delete(place.PathOf("results/a.txt"));
        (await place.RunAsync("file + tree + text")).IsKnown.ShouldBeFalse();
        File.ReadAllText(place.PathOf("results/a.txt")).ShouldBe("a\n");
        (await place.RunAsync("file + tree + text")).IsKnown.ShouldBeTrue();
        Directory.Delete(place.PathOf("results/site/empty"));
        (await place.RunAsync("file + tree + text")).IsKnown.ShouldBeFalse();
    }

    [Fact]
    public async Task Another_product_takes_the_place_of_what_was_published_before()
    {
        using var place = new Place(Program);
        await place.RunAsync("file");
        (await place.RunAsync("file", options: ("file", "text", "b"))).Result.End.ShouldBe(RunStatus.Succeeded);
        File.ReadAllText(place.PathOf("results/a.txt")).ShouldBe("b\n");
    }

    [Fact]
    public async Task What_somebody_has_edited_is_kept_and_named_until_it_is_to_be_overwritten()
    {
        using var place = new Place(Program);
        place.Write("report.md", "mine");
        await place.RunAsync("file + tree");
        File.AppendAllText(place.PathOf("results/a.txt"), "more");
        place.Write("results/site/new.txt", "new");
        var run = await place.RunAsync("file + tree + text");
        (run.Result.End, Said(run, place)).ShouldBe((RunStatus.NotPublished, """
            DAG5050 the product of task 'file' is not published: 'results/a.txt' was changed since it was last published
            DAG5050 the product of task 'tree' is not published: 'results/site' was changed since it was last published
            DAG5050 the product of task 'text' is not published: 'report.md' exists and was not published by dag
            """));
        Listed(place).ShouldBe("""
            report.md: mine
            results/a.txt: a / more (may be executed)
            results/site/empty/
            results/site/in/b.txt: b
            results/site/link -> in/b.txt
            results/site/new.txt: new
            """);

        (await place.RunAsync(Place.Order("file + tree + text") with { Overwrites = true })).Result.End.ShouldBe(RunStatus.Succeeded);
        Listed(place).ShouldBe("""
            report.md: # Report
            results/a.txt: a (may be executed)
            results/site/empty/
            results/site/in/b.txt: b
            results/site/link -> in/b.txt
            """);
    }

    [Fact]
    public async Task What_was_edited_to_what_is_made_now_is_well()
    {
        using var place = new Place(Program);
        place.Write("report.md", "# Report\n");
        (await place.RunAsync("text")).Result.End.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task What_came_to_lie_in_the_way_is_named()
    {
        using var place = new Place(Program);
        using var engine = place.Open();
        using var program = engine.Read(place.PathOf("main.dag")).Program.ShouldNotBeNull();
        Directory.CreateDirectory(place.PathOf("report.md"));
        place.Write("results/site", "a file");
        var result = await engine.RunAsync(program, Place.Order("text + tree"), null, CancellationToken.None);
        Said(result, place).ShouldBe("""
            DAG5051 cannot publish the product of task 'tree' to 'results/site': a file is there
            DAG5051 cannot publish the product of task 'text' to 'report.md': a folder is there
            """);
    }

    [Fact]
    public async Task Targets_are_copied_to_a_folder_that_is_asked_for_under_their_own_names_or_their_tasks()
    {
        using var place = new Place(Program);
        (await place.RunAsync(Place.Order("file + text + number + unpublished") with { PublishFolder = place.PathOf("out") })).Result.End.ShouldBe(RunStatus.Succeeded);
        Listed(place, "out").ShouldBe("""
            out/a.txt: a (may be executed)
            out/number.json: 42
            out/text.txt: # Report
            out/u.txt: u
            """);
        (await place.RunAsync(Place.Order("file + text + number + unpublished") with { PublishFolder = place.PathOf("out") })).IsKnown.ShouldBeTrue();
        (await place.RunAsync("file + text + number + unpublished")).IsKnown.ShouldBeFalse();
        Said(await place.RunAsync(Place.Order("unpublished + other") with { PublishFolder = place.PathOf("out") }), place).ShouldBe("DAG5051 cannot publish the product of task 'other' to 'out/u.txt': the product of task 'unpublished' has the same name");
    }

    [Fact]
    public async Task Nothing_is_written_behind_a_link_that_leads_out_of_the_folder()
    {
        using var place = new Place(Program);
        using var engine = place.Open();
        using var program = engine.Read(place.PathOf("main.dag")).Program.ShouldNotBeNull();
        var elsewhere = Directory.CreateTempSubdirectory("dag-elsewhere-").FullName;
        Directory.CreateSymbolicLink(place.PathOf("results"), elsewhere);
        Said(await engine.RunAsync(program, Place.Order("file") with { Overwrites = true }, null, CancellationToken.None), place)
            .ShouldBe("DAG5051 cannot publish the product of task 'file' to 'results/a.txt': 'results' is a link that leads out of the folder of this file");
        engine.Read(place.PathOf("main.dag")).Diagnostics.Select(said => $"{said.Code} {said.Message}").First()
            .ShouldBe("DAG4036 cannot publish to 'results/a.txt': 'results' is a link that leads out of the folder of this file");
        Directory.EnumerateFileSystemEntries(elsewhere).ShouldBeEmpty();
        Directory.Delete(elsewhere);
    }

    [Fact]
    public async Task A_repository_is_never_replaced()
    {
        using var place = new Place(Program);
        await place.RunAsync("tree");
        place.Write("results/site/.git/HEAD", "ref: refs/heads/main");
        Said(await place.RunAsync(Place.Order("tree") with { Overwrites = true }), place).ShouldBe("DAG5051 cannot publish the product of task 'tree' to 'results/site': the folder there is a git repository");
    }

    [Fact]
    public async Task The_path_that_a_run_prints_is_of_a_file_that_can_be_written_and_what_is_in_the_store_stays_as_it_is()
    {
        using var place = new Place(Program);
        var run = await place.RunAsync("file + unpublished + tree");
        var paths = PathsOf(run);
        paths[0].ShouldBe(place.PathOf("results/a.txt"));
        paths[1].ShouldStartWith(place.PathOf(".dag/copies/"));
        paths[2].ShouldBe(place.PathOf("results/site"));
        Rights(paths[1]).ShouldBe("");

        var known = await place.RunAsync("file + unpublished + tree");
        (known.IsKnown, string.Join(' ', PathsOf(known))).ShouldBe((true, string.Join(' ', paths)));
        File.WriteAllText(paths[1], "edited");
        File.ReadAllText(PathsOf(await place.RunAsync("file + unpublished + tree"))[1]).ShouldBe("u\n");
    }

    private static List<string> PathsOf(Course run) => [.. run.Result.Products.OrderBy(product => product.Task.Text == "tree" ? 2 : product.Task.Text == "file" ? 0 : 1).Select(product => product.Value.Raw?.ToString() ?? "")];

    [Fact]
    public async Task What_is_pinned_is_not_published()
    {
        using var place = new Place(Program + "\npin text = \"pinned\"\n");
        await place.RunAsync("text");
        File.Exists(place.PathOf("report.md")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_product_that_contains_a_secret_is_not_published()
    {
        using var place = new Place("""
            task file { option key: Secret = "hunter2hunter2"; product File "a.txt"; publish "a.txt"; run sh "echo key: $key > $OUT" }
            task text { option key: Secret = "hunter2hunter2"; product Text; publish "b.txt"; run => "key: " + key }
            """);
        string.Join('\n', Said(await place.RunAsync("file + text"), place).Split('\n').Order(StringComparer.Ordinal)).ShouldBe("""
            DAG5052 the product of task 'file' is not published: it contains a secret
            DAG5052 the product of task 'text' is not published: it contains a secret
            DAG5070 the product of task 'file' contains a secret, so it is not stored: its type 'File' is an ordinary one
            DAG5070 the product of task 'text' contains a secret, so it is not stored: its type 'Text' is an ordinary one
            """);
        Listed(place).ShouldBe("");
    }

    [Fact]
    public async Task What_a_killed_process_left_of_a_copy_is_removed()
    {
        using var place = new Place(Program);
        place.Write("results/.dag-publish-999999999-a", "half");
        place.Write("results/.dag-publish-999999999-b/half", "half");
        await place.RunAsync("number");
        Listed(place).ShouldBe("results/n.txt: 42");
    }

    private static string Listed(Place place, string? only = null)
    {
        var lines = new List<string>();
        foreach (var entry in Directory.EnumerateFileSystemEntries(place.PathOf("."), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(place.PathOf("."), entry);
            if (name.StartsWith(".dag") || name is "main.dag" or "shared.dag" or "in.txt" or "in" or "beyond" || name.StartsWith("in/") || (only is not null && !name.StartsWith(only)))
                continue;
            if (new FileInfo(entry).LinkTarget is { } target)
                lines.Add($"{name} -> {target}");
            else if (Directory.Exists(entry) && !Directory.EnumerateFileSystemEntries(entry).Any())
                lines.Add(name + "/");
            else if (File.Exists(entry))
                lines.Add($"{name}: {File.ReadAllText(entry).Trim().Replace("\n", " / ")}{Rights(entry)}");
        }

        return string.Join('\n', lines);
    }

    private static string Rights(string file)
        => OperatingSystem.IsWindows() ? "" : $"{(File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute) ? " (may be executed)" : "")}{(File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserWrite) ? "" : " (read-only)")}";

    private static string Said(Course run, Place place) => Said(run.Result, place);

    private static string Said(RunResult run, Place place)
        => string.Join('\n', run.Diagnostics.Select(said => $"{said.Code} {said.Message.Replace(place.PathOf(".")[..^1], "")}"));
}
