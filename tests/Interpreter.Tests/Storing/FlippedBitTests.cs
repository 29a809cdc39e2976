using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A bit that flips anywhere in a store is found; what it hit is made again, and nothing is taken for what it is not.</summary>
public sealed class FlippedBitTests
{
    [Fact]
    public void Every_byte_of_the_index_and_of_the_pack_may_flip_a_bit_without_a_wrong_product()
    {
        using var shelf = new Shelf();
        using (var store = shelf.Open())
            Fill(store);
        foreach (var path in new[] { Path.Combine(shelf.Store, "index"), Directory.GetFiles(shelf.Store, "pack.*").ShouldHaveSingleItem() })
        {
            var whole = File.ReadAllBytes(path);
            for (var at = 0; at < whole.Length; at++)
                FlipAndLook(shelf, path, whole, at);
        }
    }

    [Fact]
    public void Every_bit_of_the_head_of_an_index_may_flip_and_nothing_is_lost()
    {
        using var shelf = new Shelf();
        using (var store = shelf.Open())
            Fill(store);
        var path = Path.Combine(shelf.Store, "index");
        var whole = File.ReadAllBytes(path);
        for (var bit = 0; bit < 24 * 8; bit++)
        {
            File.WriteAllBytes(path, Flipped(whole, bit / 8, bit % 8));
            using var copy = new Shelf();
            Copy(shelf.Store, copy.Store);
            using (var store = copy.Open())
            {
                Keep(store, "later", 9);
                (store.Count, store.Care.Report().Damaged).ShouldBe((4, 1), $"bit {bit}");
                store.Care.Verify().ShouldBeEmpty($"bit {bit}");
            }

            using var after = copy.Open();
            string?[] found = [.. new[] { "n0", "n1", "n2", "later" }.Select(name => Shelf.Find<string>(after, name))];
            found.ShouldBe([.. new[] { 0, 1, 2, 9 }.Select(number => Shelf.ContentOf($"product {number}"))], $"bit {bit}");
            after.Care.Report().Damaged.ShouldBe(0, $"bit {bit}");
        }
    }

    [Fact]
    public void Every_byte_of_an_object_of_its_own_is_held_against_its_name()
    {
        using var shelf = new Shelf();
        var life = new StoreLife(shelf);
        using (var store = shelf.Open())
            life.MakeAll(store);
        var random = new Random(7);
        foreach (var path in Directory.GetFiles(Path.Combine(shelf.Store, "objects"), "*", SearchOption.AllDirectories))
        {
            var whole = File.ReadAllBytes(path);
            foreach (var at in whole.Length < 100 ? Enumerable.Range(0, whole.Length) : Enumerable.Range(0, 40).Select(_ => random.Next(whole.Length)))
            {
                Write(path, Flipped(whole, at, random.Next(8)));
                using (var store = shelf.Open())
                    store.Care.Verify().Count.ShouldBe(1, $"byte {at} of {path}");
                File.Exists(path).ShouldBeFalse();
                using (var store = shelf.Open())
                    new StoreLife(shelf).MakeAll(store);
                using (var store = shelf.Open())
                    life.CheckAll(store, $"byte {at} of {path}");
            }
        }
    }

    [Fact]
    public void What_is_damaged_is_told_apart_from_what_the_disk_will_not_give_just_now()
    {
        using var shelf = new Shelf();
        var file = shelf.Made("a/table.csv", "1,2");
        using (var store = shelf.Open())
            Shelf.Keep(store, "file", file);
        using (var store = shelf.Open(new FillingDisk(_ => true)))
            Shelf.Find<DagFile>(store, "file").ShouldBeNull();
        using var after = shelf.Open();
        Shelf.Find<DagFile>(after, "file").ShouldBe(Shelf.ContentOf(file));
    }

    [Fact]
    public void An_index_that_was_damaged_is_said_to_be_and_is_whole_once_it_was_verified()
    {
        using var shelf = new Shelf();
        using (var store = shelf.Open())
            Fill(store);
        var path = Path.Combine(shelf.Store, "index");
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, Flipped(whole, whole.Length / 2, 3));
        using (var store = shelf.Open())
        {
            store.Care.Report().Damaged.ShouldBe(1);
            store.Care.Verify();
        }

        using var after = shelf.Open();
        (after.Care.Report().Damaged, after.Count).ShouldBe((0, 2));
    }

    private static void FlipAndLook(Shelf shelf, string path, byte[] whole, int at)
    {
        File.WriteAllBytes(path, Flipped(whole, at, at % 8));
        using var copy = new Shelf();
        Copy(shelf.Store, copy.Store);
        File.WriteAllBytes(path, whole);
        var when = $"byte {at} of {Path.GetFileName(path)}";
        using (var store = copy.Open())
        {
            // Another text must not be taken for the one whose record was hit.
            Keep(store, "later", 9);
            foreach (var number in Enumerable.Range(0, 3))
                Look(store, number, when);
            store.Care.Verify();
        }

        using (var store = copy.Open())
            Fill(store);
        using (var store = copy.Open())
        {
            foreach (var number in Enumerable.Range(0, 3))
                Shelf.Find<string>(store, $"n{number}").ShouldBe(Shelf.ContentOf($"product {number}"), when);
            (store.Care.Verify().Count, store.Care.Report().Damaged).ShouldBe((0, 0), when);
        }
    }

    private static void Look(ProductStore store, int number, string when)
    {
        if (store.Find(Shelf.Named($"n{number}")) is { } found)
        {
            found.Predicates.ShouldBeOneOf([$"predicates {number}", ""], when);
            found.Task.ShouldBeOneOf([$"task {number}", ""], when);
        }

        Shelf.Find<string>(store, $"n{number}").ShouldBeOneOf([Shelf.ContentOf($"product {number}"), null], when);
    }

    private static void Fill(ProductStore store)
    {
        for (var number = 0; number < 3; number++)
            Keep(store, $"n{number}", number);
    }

    private static void Keep(ProductStore store, string name, int number)
    {
        var work = Shelf.WorkOf($"product {number}", name) with { Predicates = $"predicates {number}", Task = $"task {number}" };
        store.Keep(Shelf.Named(name), work, new ClrValue($"product {number}"), typeof(string)).ShouldBeOfType<StoreResult.Kept>();
    }

    private static byte[] Flipped(byte[] whole, int at, int bit)
    {
        var bytes = whole.ToArray();
        bytes[at] ^= (byte)(1 << bit);
        return bytes;
    }

    private static void Write(string path, byte[] bytes)
    {
        File.SetAttributes(path, FileAttributes.Normal);
        File.WriteAllBytes(path, bytes);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var path in Directory.GetFiles(from))
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
    }
}
