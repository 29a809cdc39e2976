using System.Runtime.Versioning;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Packing;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>What is put into the store comes out again as the same, or not at all.</summary>
public sealed class ProductStoreTests
{
    [Fact]
    public void What_is_kept_is_found_by_another_process()
    {
        using var shelf = new Shelf();
        double[][] rows = [[1, double.NaN], []];
        IReadOnlyList<Place> places = [new("a", [1, 2], Colour.Red), new("b", [], null)];
        using (var store = shelf.Open())
        {
            Shelf.Keep(store, "text", "häß\0lich\n").ShouldBeOfType<StoreResult.Kept>();
            Shelf.Keep(store, "number", 42).ShouldBeOfType<StoreResult.Kept>();
            Shelf.Keep(store, "numbers", new double[20_000]).ShouldBeOfType<StoreResult.Kept>();
            Shelf.Keep(store, "rows", rows).ShouldBeOfType<StoreResult.Kept>();
            Shelf.Keep(store, "places", places).ShouldBeOfType<StoreResult.Kept>();
            Shelf.Keep(store, "pairs", new Dictionary<string, int> { ["a"] = 1 }).ShouldBeOfType<StoreResult.Kept>();
        }

        using var other = shelf.Open();
        other.Count.ShouldBe(6);
        Shelf.Find<string>(other, "text").ShouldBe(Shelf.ContentOf("häß\0lich\n"));
        Shelf.Find<int>(other, "number").ShouldBe(Shelf.ContentOf(42));
        Shelf.Find<double[]>(other, "numbers").ShouldBe(Shelf.ContentOf(new double[20_000]));
        Shelf.Find<double[][]>(other, "rows").ShouldBe(Shelf.ContentOf(rows));
        Shelf.Find<IReadOnlyList<Place>>(other, "places").ShouldBe(Shelf.ContentOf(places));
        Shelf.Find<Dictionary<string, int>>(other, "pairs").ShouldBe(Shelf.ContentOf(new Dictionary<string, int> { ["a"] = 1 }));
        other.Find(Shelf.Named("else")).ShouldBeNull();
    }

    [Fact]
    public void What_is_large_is_kept_under_the_digest_of_its_bytes_and_found_by_another_process()
    {
        var (text, numbers) = (new string('x', 3_000_000), Enumerable.Range(0, 1_000_000).ToArray());
        double[] reals = [.. new double[100_000], BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(double.NaN) + 1)];
        using var shelf = new Shelf();
        using (var store = shelf.Open())
        {
            Shelf.Keep(store, "text", text);
            Shelf.Keep(store, "numbers", numbers);
            Shelf.Keep(store, "reals", reals);
        }

        using var other = shelf.Open();
        Shelf.Find<string>(other, "text").ShouldBe(Shelf.ContentOf(text));
        Shelf.Find<int[]>(other, "numbers").ShouldBe(Shelf.ContentOf(numbers));
        Shelf.Find<double[]>(other, "reals").ShouldBe(Shelf.ContentOf(reals));
        other.Care.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void Files_and_folders_are_kept_by_content_and_placed_read_only_under_their_names()
    {
        using var shelf = new Shelf();
        var file = shelf.Made("one/table.csv", "1,2");
        shelf.Made("tree/a/b.txt", "b");
        shelf.Made("tree/c.txt", "c");
        var folder = DagFolder.Of(Path.Combine(shelf.Trials, "tree"));
        var (fileContent, folderContent) = (Shelf.ContentOf(file), Shelf.ContentOf(folder));
        using (var store = shelf.Open())
        {
            Shelf.Keep(store, "file", file).ShouldBeOfType<StoreResult.Kept>();
            Shelf.Keep(store, "folder", folder).ShouldBeOfType<StoreResult.Kept>();
        }

        Directory.Delete(shelf.Trials, recursive: true);
        using var other = shelf.Open();
        var found = other.Find(Shelf.Named("file")).ShouldNotBeNull();
        other.TryLoad(Shelf.Named("file"), found, typeof(DagFile), out var value).ShouldBeTrue();
        var placed = value.As<DagFile>();
        (placed.Name, placed.ReadText(), new FileInfo(placed.Path).IsReadOnly, Shelf.ContentOf(placed)).ShouldBe(("table.csv", "1,2", true, fileContent));
        Shelf.Find<DagFolder>(other, "folder").ShouldBe(folderContent);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void What_may_be_executed_links_and_empty_folders_come_out_as_they_went_in()
    {
        using var shelf = new Shelf();
        var plain = shelf.Made("one/tool", "#!/bin/sh\necho hi");
        var tool = shelf.Made("two/tool", "#!/bin/sh\necho hi");
        var inner = shelf.Made("tree/bin/tool", "#!/bin/sh\necho hi");
        foreach (var file in (DagFile[])[tool, inner])
            File.SetUnixFileMode(file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var folder = DagFolder.Of(Path.Combine(shelf.Trials, "tree"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "logs"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "current"), "bin");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "later"), "nowhere");
        string[] contents = [Shelf.ContentOf(plain), Shelf.ContentOf(tool), Shelf.ContentOf(folder)];
        using (var store = shelf.Open())
        {
            Shelf.Keep(store, "tool", tool).ShouldBeOfType<StoreResult.Kept>();
            Shelf.Keep(store, "plain", plain).ShouldBeOfType<StoreResult.Kept>();
            Shelf.Keep(store, "folder", folder).ShouldBeOfType<StoreResult.Kept>();
        }

        contents.Distinct().Count().ShouldBe(3);
        Shelf.ContentOf(tool).ShouldBe(contents[1]);
        Directory.Delete(shelf.Trials, recursive: true);
        using var other = shelf.Open();
        for (var round = 0; round < 2; round++)
            ((string?[])[Shelf.Find<DagFile>(other, "plain"), Shelf.Find<DagFile>(other, "tool"), Shelf.Find<DagFolder>(other, "folder")]).ShouldBe(contents);
    }

    [Fact]
    public void Only_a_file_is_taken_for_a_file_whatever_else_looks_like_one()
    {
        using var shelf = new Shelf();
        var file = shelf.Made("one/table.csv", "1,2");
        var named = new Note("table.csv", new string('a', 64));
        var both = new Attached(file, new Note("table.csv", new string('b', 64)));
        using (var store = shelf.Open())
        {
            Shelf.Keep(store, "named", named).ShouldBeOfType<StoreResult.Kept>();
            Shelf.Keep(store, "both", both).ShouldBeOfType<StoreResult.Kept>();
        }

        using var other = shelf.Open();
        other.Care.Verify().ShouldBeEmpty();
        other.Care.Delete([.. other.Care.Entries().Where(entry => entry.Product.Task == "named")], DateTimeOffset.UtcNow);
        (Shelf.Find<Note>(other, "named"), Shelf.Find<Attached>(other, "both")).ShouldBe((null, Shelf.ContentOf(both)));
        File.Delete(Directory.GetFiles(Path.Combine(shelf.Store, "objects"), "*", SearchOption.AllDirectories).ShouldHaveSingleItem());
        other.Care.Verify().Select(entry => entry.Product.Task).ShouldBe(["both"]);
    }

    [Fact]
    public void What_would_not_read_back_as_the_same_is_refused_with_the_reason()
    {
        using var shelf = new Shelf();
        using var store = shelf.Open();
        Shelf.Keep<Shape>(store, "circle", new Circle(1)).ShouldBe(new StoreResult.Unstorable(
            "it would not read back as the same Shape: $ is a Circle, and would read back as a Shape: declare it as Circle, or mark Shape with [JsonDerivedType(typeof(Circle), \"Circle\")]"));
        Shelf.Keep(store, "shared", Shared(60)).ShouldBe(new StoreResult.Unstorable("its text would be too long: a shared part is written once for each use"));
        Shelf.Keep(store, "lone", "\ud800").ShouldBe(new StoreResult.Unstorable("$ is a text with half of a surrogate pair, which UTF-8 cannot encode"));
        Shelf.Keep(store, "comparer", new HashSet<string>(["a"], StringComparer.OrdinalIgnoreCase)).ShouldBe(new StoreResult.Unstorable(
            "it would not read back as the same HashSet<string>: $ is a HashSet<string> with another key comparer than would be read back: use the default comparer"));
        store.Count.ShouldBe(0);
    }

    [Fact]
    public void A_product_of_another_type_is_not_given_out()
    {
        using var shelf = new Shelf();
        using var store = shelf.Open();
        Shelf.Keep(store, "number", 42);
        Shelf.Find<long>(store, "number").ShouldBeNull();
        store.Find(Shelf.Named("number")).ShouldBeNull();
    }

    [Fact]
    public void A_later_entry_stands_for_an_earlier_one()
    {
        using var shelf = new Shelf();
        using var store = shelf.Open();
        Shelf.Keep(store, "x", "one");
        Shelf.Keep(store, "x", "two");
        Shelf.Find<string>(store, "x").ShouldBe(Shelf.ContentOf("two"));
        using var other = shelf.Open();
        Shelf.Find<string>(other, "x").ShouldBe(Shelf.ContentOf("two"));
        other.Count.ShouldBe(1);
    }

    [Fact]
    public void Two_that_write_at_once_see_all_of_it()
    {
        using var shelf = new Shelf();
        using var one = shelf.Open();
        using var two = shelf.Open();
        Parallel.For(0, 400, i => Shelf.Keep(i % 2 == 0 ? one : two, $"n{i}", $"product {i}").ShouldBeOfType<StoreResult.Kept>());
        using var third = shelf.Open();
        third.Count.ShouldBe(400);
        foreach (var i in Enumerable.Range(0, 400))
            Shelf.Find<string>(third, $"n{i}").ShouldBe(Shelf.ContentOf($"product {i}"));
    }

    [Fact]
    public void What_another_process_has_stored_meanwhile_outlives_a_collection()
    {
        using var shelf = new Shelf();
        using var one = shelf.Open();
        using var two = shelf.Open();
        Shelf.Keep(one, "before", "before");
        Shelf.Keep(two, "meanwhile", "meanwhile");
        one.Care.Delete([], TimeProvider.System.GetUtcNow());
        (Shelf.Find<string>(one, "meanwhile"), Shelf.Find<string>(two, "meanwhile")).ShouldBe((Shelf.ContentOf("meanwhile"), Shelf.ContentOf("meanwhile")));
        Directory.GetFiles(shelf.Store, "pack.*").Length.ShouldBe(1);
        using var third = shelf.Open();
        (third.Count, Shelf.Find<string>(third, "before")).ShouldBe((2, Shelf.ContentOf("before")));
    }

    [Fact]
    public void What_another_process_has_made_again_is_not_forgotten_for_what_it_was()
    {
        using var shelf = new Shelf();
        using var one = shelf.Open();
        Shelf.Keep(one, "x", "one");
        var pack = Directory.GetFiles(shelf.Store, "pack.*").ShouldHaveSingleItem();
        using var two = shelf.Open();
        File.WriteAllText(pack, "eno");
        Shelf.Keep(two, "x", "one");
        Shelf.Find<string>(one, "x").ShouldBe(Shelf.ContentOf("one"));
        using var third = shelf.Open();
        Shelf.Find<string>(third, "x").ShouldBe(Shelf.ContentOf("one"));
    }

    [Fact]
    public void A_store_that_becomes_one_of_a_newer_format_is_left_alone_from_then_on()
    {
        using var shelf = new Shelf();
        using var store = shelf.Open();
        Shelf.Keep(store, "x", "one");
        var bytes = MakeNewer(shelf);
        Shelf.Keep(store, "y", "two").ShouldBe(new StoreResult.Refused("another process has changed its format to 9"));
        File.ReadAllBytes(Path.Combine(shelf.Store, "index")).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_claim_is_waited_for_and_what_was_made_under_it_is_seen()
    {
        using var shelf = new Shelf();
        using var one = shelf.Open();
        var mine = await one.ClaimAsync(Shelf.Named("x"), CancellationToken.None);
        Shelf.Keep(one, "x", "made");
        mine.ShouldNotBeNull().Dispose();
        using var two = shelf.Open();
        using var theirs = await two.ClaimAsync(Shelf.Named("x"), CancellationToken.None);
        Shelf.Find<string>(two, "x").ShouldBe(Shelf.ContentOf("made"));
    }

    [Fact]
    public async Task Who_shares_a_process_waits_for_a_claim_as_other_processes_do()
    {
        using var shelf = new Shelf();
        using var one = shelf.Open();
        using var two = shelf.Open();
        var mine = (await one.ClaimAsync(Shelf.Named("x"), CancellationToken.None)).ShouldNotBeNull();
        var beside = one.ClaimAsync(Shelf.Named("x"), CancellationToken.None);
        var apart = two.ClaimAsync(Shelf.Named("x"), CancellationToken.None);
        (beside.IsCompleted, apart.IsCompleted).ShouldBe((false, false));
        mine.Dispose();
        await Task.WhenAll(EndAsync(beside), EndAsync(apart));

        static async Task EndAsync(ValueTask<IDisposable?> claim) => (await claim).ShouldNotBeNull().Dispose();
    }

    [Fact]
    public async Task A_store_that_is_closed_lets_go_of_no_claim_but_its_own()
    {
        using var shelf = new Shelf();
        using var one = shelf.Open();
        using var mine = await one.ClaimAsync(Shelf.Named("x"), CancellationToken.None);
        using (var two = shelf.Open())
            (await two.ClaimAsync(Shelf.Named("y"), CancellationToken.None)).ShouldNotBeNull();
        using var three = shelf.Open();
        using var stop = new CancellationTokenSource();
        var theirs = three.ClaimAsync(Shelf.Named("x"), stop.Token);
        theirs.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(theirs.AsTask());
        (await three.ClaimAsync(Shelf.Named("y"), CancellationToken.None)).ShouldNotBeNull().Dispose();
    }

    [Fact]
    public void A_store_of_a_newer_format_is_left_alone()
    {
        using var shelf = new Shelf();
        using (var store = shelf.Open())
            Shelf.Keep(store, "x", "one");
        var bytes = MakeNewer(shelf);
        ProductStore.Open(shelf.Store, shelf.Trials).ShouldBe(new StoreOpening.Newer(shelf.Store, 9, 1));
        File.ReadAllBytes(Path.Combine(shelf.Store, "index")).ShouldBe(bytes);
    }

    private static byte[] MakeNewer(Shelf shelf)
    {
        var path = Path.Combine(shelf.Store, "index");
        var bytes = File.ReadAllBytes(path);
        bytes[8] = 9;
        BitConverter.TryWriteBytes(bytes.AsSpan(20), Checksum.Of(bytes.AsSpan(0, 20)));
        File.WriteAllBytes(path, bytes);
        return bytes;
    }

    private static Pair? Shared(int levels) => levels == 0 ? null : Shared(levels - 1) is var next ? new(next, next) : null;

    private sealed record Pair(Pair? Left, Pair? Right);

    private sealed record Note(string Name, string Content);

    private sealed record Attached(DagFile File, Note Note);

    private sealed record Place(string Name, IReadOnlyList<int> Numbers, Colour? Colour);

    private enum Colour
    {
        Red,
    }

    private record Shape;

    private sealed record Circle(double Radius) : Shape;
}
