using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.UpToDate;

/// <summary>A run is known again exactly as long as nothing that it was read from has changed, and then tells the same as one that reads everything.</summary>
[Collection(AloneCollection.Name)]
public sealed class UpToDateRunTests
{
    private const string Variable = "DAG_SNAPSHOT_TESTS";

    [Theory]
    [InlineData("kept", "a read 2 7")]
    [InlineData("told", "a read 2")]
    [InlineData("base", "7")]
    [InlineData("all", "")]
    public async Task What_is_known_tells_the_same_as_what_is_read(string target, string products)
    {
        using var place = new Place();
        var first = await place.RunAsync(target);
        var second = await place.RunAsync(target);
        File.Delete(place.Snapshots.ShouldHaveSingleItem());
        var third = await place.RunAsync(target);
        (first.IsKnown, first.Products, second.IsKnown, second.Whole, third.IsKnown).ShouldBe((false, products, true, third.Whole, false));
    }

    [Theory]
    [InlineData("nothing", true, "base reused, kept reused, told reused")]
    [InlineData("the program is touched", true, "base reused, kept reused, told reused")]
    [InlineData("a file that it reads is touched", true, "base reused, kept reused, told reused")]
    [InlineData("a comment is added", false, "base reused, kept reused, told reused")]
    [InlineData("an import is edited", false, "base made, kept made, told reused")]
    [InlineData("a file that it reads is edited", false, "base reused, kept made, told made")]
    [InlineData("a file that it reads is written anew at the same length", false, "base reused, kept made, told made")]
    [InlineData("a file comes into a folder that it reads", false, "base reused, kept made, told made")]
    [InlineData("a file in a folder that it reads is edited", false, "base reused, kept reused, told made")]
    [InlineData("a file that it reads may be executed", false, "base reused, kept reused, told made")]
    [InlineData("what a link in a folder leads to is edited", false, "base reused, kept reused, told made")]
    [InlineData("the program may be executed", false, "base reused, kept reused, told reused")]
    [InlineData("a day goes by", false, "base reused, kept made, told reused")]
    [InlineData("the store is cleared", false, "base made, kept made, told made")]
    [InlineData("what the target made is damaged", false, "base reused, kept made, told reused")]
    public async Task A_run_is_known_until_what_it_was_read_from_changes(string change, bool isKnown, string tasks)
    {
        using var place = new Place();
        await place.RunAsync();
        (await place.RunAsync()).IsKnown.ShouldBeTrue();
        Change(place, change);
        var changed = await place.RunAsync();
        var after = await place.RunAsync();
        (changed.IsKnown, changed.Text, after.IsKnown, after.Products).ShouldBe((isKnown, tasks, true, changed.Products));
    }

    [Fact]
    public async Task Other_options_other_variables_and_force_make_another_run()
    {
        using var place = new Place();
        await place.RunAsync();
        (await place.RunAsync("kept", false, ("told", "name", "b"))).IsKnown.ShouldBeFalse();
        (await place.RunAsync("kept", false, ("told", "name", "b"))).Products.ShouldBe("b read 2 7");
        (await place.RunAsync("kept", false, ("told", "name", "b"))).IsKnown.ShouldBeTrue();
        (await place.RunAsync("kept", force: true)).IsKnown.ShouldBeFalse();
        (await place.RunAsync()).IsKnown.ShouldBeTrue();
        Environment.SetEnvironmentVariable(Variable, "set");
        var set = await place.RunAsync();
        Environment.SetEnvironmentVariable(Variable, null);
        (set.IsKnown, set.Products).ShouldBe((false, "a read 2 set 7"));
    }

    [Theory]
    [InlineData("task kept { product Text; cache disk; run => Environment.GetEnvironmentVariable(\"DAG_SNAPSHOT_ASKED\") ?? \"none\" }", "DAG_SNAPSHOT_ASKED")]
    [InlineData("code { string Asked() => Environment.GetEnvironmentVariable(\"DAG_SNAPSHOT_ASKED\") ?? \"none\"; }\ntask kept { product Text; cache disk; run => Asked() }", "DAG_SNAPSHOT_ASKED")]
    [InlineData("task kept { product Text; cache disk; run sh \"echo $TMPDIR\" }", "TMPDIR")]
    [InlineData("task kept { product Text; cache disk; run => new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc).ToLocalTime().ToString() }", "TZ")]
    [InlineData("type When of DateTime\ntask kept { option at: When = \"2024-01-02T03:04:05+02:00\"; product Text; cache disk; run sh \"echo $at\" }", "TZ")]
    public async Task What_code_names_of_the_environment_makes_another_run(string program, string variable)
    {
        using var place = new Place(program);
        var before = Environment.GetEnvironmentVariable(variable);
        try
        {
            await place.RunAsync();
            (await place.RunAsync()).IsKnown.ShouldBeTrue();
            Environment.SetEnvironmentVariable(variable, "Asia/Tokyo");
            var changed = await place.RunAsync();
            (changed.IsKnown, (await place.RunAsync()).IsKnown).ShouldBe((false, true));
            // A value that is read from a text is another only in another process: this one knows its time zone by now.
            if (!program.StartsWith("type", StringComparison.Ordinal))
                changed.Text.ShouldBe("kept made");
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }

    [Theory]
    [InlineData("task kept { product Number; cache memory; run => 1 }")]
    [InlineData("task kept { product Number; cache never; run => 1 }")]
    [InlineData("task a { run sh \"true\" }\ntask kept { product Number; cache disk; run => 1 }\ntask both { needs a, kept }", "both")]
    [InlineData("task a { product Number; cache disk; run => 1 }\ntask kept { needs a; product Number; cache disk; run => a }\npin a = 2")]
    [InlineData("task kept { product Number; cache disk; run => 1 }\nrun kept\nshow kept", "")]
    [InlineData("task kept { env HOME; product Number; cache disk; run => 1 }")]
    [InlineData("code { record struct Own(int X); }\ntype Mine of Own\ntask own { product Mine; cache disk; run => new Own(1) }", "own")]
    [InlineData("task kept { option key: Secret = \"s\"; product Secret; run => key }")]
    public async Task What_must_be_done_or_said_every_time_is_never_known(string program, string target = "kept")
    {
        using var place = new Place(program);
        await place.RunAsync(target);
        var second = await place.RunAsync(target);
        (second.IsKnown, place.Snapshots.Length, second.Result.End).ShouldBe((false, 0, Dag.Interpreter.Host.Running.RunStatus.Succeeded));
    }

    [Fact]
    public async Task A_snapshot_that_is_damaged_anywhere_is_none()
    {
        using var place = new Place();
        await place.RunAsync();
        var path = place.Snapshots.ShouldHaveSingleItem();
        var whole = File.ReadAllBytes(path);
        using var engine = place.Open();
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 1;
            File.WriteAllBytes(path, damaged);
            engine.FindUpToDate(place.PathOf("main.dag"), Place.Order("kept")).ShouldBeNull($"with a flipped bit in byte {at}");
            File.WriteAllBytes(path, whole[..at]);
            engine.FindUpToDate(place.PathOf("main.dag"), Place.Order("kept")).ShouldBeNull($"cut off after {at} bytes");

            // Who tells of no task reads only the first part.
            File.WriteAllBytes(path, damaged);
            if (engine.FindUpToDate(place.PathOf("main.dag"), Place.Order("kept"), tellsEach: false) is { } known)
                known.Replay(null).Products.ShouldHaveSingleItem().Value.Raw.ShouldBeOfType<DagFile>().ReadText().ShouldBe("a read 2 7\n");
        }

        File.WriteAllBytes(path, whole);
        engine.FindUpToDate(place.PathOf("main.dag"), Place.Order("kept")).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("task kept { option all: Folder = folder \"in\"; cache disk; product Text; run sh \"ls $all; cp '{0}' '{1}'\" }", "in/new", "beyond link one|beyond link new one")]
    [InlineData("task first { option source: File = file \"in.txt\"; cache disk; product Text; run sh \"cat $source; cp '{0}' '{1}'\" }\n"
        + "task kept { needs first; option source: File = file \"in.txt\"; cache disk; product Text; run sh \"echo $first; cat $source\" }", "in.txt", "read linked|linked linked")]
    public async Task What_changed_while_it_was_run_makes_it_another_run(string program, string changed, string products)
    {
        using var place = new Place();
        place.Write("in/beyond", "linked\n");
        place.Write("main.dag", program.Replace("{0}", place.PathOf("in/beyond"), StringComparison.Ordinal).Replace("{1}", place.PathOf(changed), StringComparison.Ordinal));
        var (during, after) = (await place.RunAsync(), await place.RunAsync());
        (Line(during), after.IsKnown, Line(after)).ShouldBe((products.Split('|')[0], false, products.Split('|')[1]));

        static string Line(Course course) => string.Join(' ', course.Products.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task An_assembly_that_comes_to_lie_beside_the_program_is_taken_instead_of_the_one_that_was()
    {
        const string name = "MathNet.Numerics.dll";
        using var place = new Place($$"""
            reference "{{name}}"
            task kept { cache disk; product Text; run => $"{MathNet.Numerics.Constants.Pi > 3}" }
            """);
        await place.RunAsync();
        (await place.RunAsync()).IsKnown.ShouldBeTrue();
        var other = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, name));
        File.WriteAllBytes(place.PathOf(name), [.. other, 0]);
        var beside = await place.RunAsync();
        (beside.IsKnown, beside.Text).ShouldBe((false, "kept made"));
    }

    [Fact]
    public async Task The_store_is_only_read_where_it_is_another_than_it_was()
    {
        using var place = new Place();
        await place.RunAsync();
        var read = 0;
        (place.Remember(() => read++), read).ShouldBe(("a read 2 7", 0));
        await place.RunAsync("kept", false, ("told", "name", "b"));
        (place.Remember(() => read++), read).ShouldBe(("a read 2 7", 1));
        (place.Remember(() => read++), read).ShouldBe(("a read 2 7", 1));
        using (var engine = place.Open())
        {
            var care = engine.MaintenanceOf(place.PathOf("main.dag")).Care.ShouldNotBeNull();
            care.Delete(care.Entries(), DateTimeOffset.UtcNow);
        }

        (place.Remember(() => read++), place.Snapshots.Length).ShouldBe((null, 0));
    }

    [Fact]
    public async Task A_large_product_is_read_from_the_store_each_time()
    {
        using var place = new Place("task kept { cache disk; product Text; run sh \"head -c 100000 /dev/zero | tr '\\\\0' x\" }");
        await place.RunAsync();
        var read = 0;
        (place.Remember(() => read++)?.Length, place.Remember(() => read++)?.Length, read).ShouldBe((100_000, 100_000, 2));
    }

    [Fact]
    public async Task A_target_that_is_damaged_and_cannot_be_made_again_has_failed()
    {
        using var other = new Place();
        using var place = new Place($"task kept {{ cache disk; product File; run sh \"cat '{other.PathOf("in.txt")}' > $OUT\" }}");
        await place.RunAsync();
        (await place.RunAsync()).Products.ShouldBe("read");
        File.Delete(other.PathOf("in.txt"));
        Damage(place);
        var again = await place.RunAsync();
        (again.Result.End, again.Result.Summary.Failed, again.Products).ShouldBe((Dag.Interpreter.Host.Running.RunStatus.TaskFailed, 1, ""));
    }

    [Fact]
    public async Task The_journal_of_a_known_run_tells_of_every_task()
    {
        using var place = new Place();
        await place.RunAsync();
        await place.RunAsync();
        place.History().Runs.Select(run => $"{run.End}: {string.Join(", ", run.Tasks.Select(task => $"{task.Task} {task.Outcome}").Order(StringComparer.Ordinal))}")
            .ShouldBe(["Succeeded: base Reused, kept Reused, told Reused", "Succeeded: base Made, kept Made, told Made"]);
    }

    [Fact]
    public async Task Secrets_are_in_no_snapshot()
    {
        using var place = new Place("task kept { option key: Secret = \"none\"; env DAG_SNAPSHOT_SECRET; product Number; cache disk; run sh \"echo 1\" }");
        Environment.SetEnvironmentVariable("DAG_SNAPSHOT_SECRET", "xyzzy-variable");
        await place.RunAsync("kept", false, ("kept", "key", "xyzzy-option"));
        var known = await place.RunAsync("kept", false, ("kept", "key", "xyzzy-option"));
        Environment.SetEnvironmentVariable("DAG_SNAPSHOT_SECRET", null);
        (known.IsKnown, File.ReadAllText(place.Snapshots.ShouldHaveSingleItem()).Contains("xyzzy", StringComparison.Ordinal)).ShouldBe((true, false));
    }

    private static void Change(Place place, string change)
    {
        switch (change)
        {
            case "nothing":
                break;
            case "the program is touched":
                File.SetLastWriteTimeUtc(place.PathOf("main.dag"), DateTime.UtcNow.AddDays(-1));
                break;
            case "a file that it reads is touched":
                File.SetLastWriteTimeUtc(place.PathOf("in.txt"), DateTime.UtcNow.AddDays(-1));
                break;
            case "a comment is added":
                place.Edit("main.dag", "task all", "// all of it\ntask all");
                break;
            case "an import is edited":
                place.Edit("shared.dag", "echo 7", "echo 8");
                break;
            case "a file that it reads is edited":
                place.Write("in.txt", "read again\n");
                break;
            case "a file that it reads is written anew at the same length":
                File.Delete(place.PathOf("in.txt"));
                place.Write("in.txt", "need\n");
                break;
            case "a file comes into a folder that it reads":
                place.Write("in/two", "2");
                break;
            case "a file in a folder that it reads is edited":
                place.Write("in/one", "other");
                break;
            case "a file that it reads may be executed":
                LetExecute(place.PathOf("in.txt"));
                break;
            case "what a link in a folder leads to is edited":
                place.Write("beyond", "edited");
                break;
            case "the program may be executed":
                LetExecute(place.PathOf("main.dag"));
                break;
            case "a day goes by":
                place.Turn(TimeSpan.FromDays(1.5));
                break;
            case "the store is cleared":
                Directory.Delete(place.PathOf(".dag/store"), recursive: true);
                break;
            case "what the target made is damaged":
                Damage(place);
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"change '{change}'");
        }
    }

    private static void LetExecute(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
    }

    // A file of a product lies read-only under the digest of its content.
    private static void Damage(Place place)
    {
        foreach (var path in Directory.GetFiles(place.PathOf(".dag/store/objects"), "*", SearchOption.AllDirectories).Concat(Directory.GetFiles(place.PathOf(".dag/store/placed"), "*", SearchOption.AllDirectories)))
        {
            File.SetAttributes(path, FileAttributes.Normal);
            File.WriteAllText(path, "something else");
        }
    }

    [Fact]
    public async Task What_is_left_out_of_a_folder_makes_nothing_run_again()
    {
        using var place = new Place("task counted { option all: Folder = folder \"in\" except \"**/bin/**\"; cache disk; product Text; run sh \"find $all -type f | wc -l\" }\n");
        await place.RunAsync("counted");
        place.Write("in/bin/a.dll", "a");
        place.Write("in/.git/HEAD", "a");
        var known = await place.RunAsync("counted");
        place.Write("in/two", "2");
        var other = await place.RunAsync("counted");
        (known.IsKnown, known.Products, other.Text, other.Products).ShouldBe((true, "1", "counted made", "4"));
    }
}
