using Dag.Interpreter.Storing;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>Whatever happens to a store: never a wrong product, and nothing that cannot be made again.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_store_that_died_at_any_step_gives_nothing_wrong_and_takes_everything_again(int moment)
    {
        var steps = Steps();
        steps.ShouldBeGreaterThan(20);
        for (var step = 0; step < steps; step++)
        {
            using var shelf = new Shelf();
            using (var before = shelf.Open())
                Shelf.Keep(before, "earlier", "earlier");
            try
            {
                using var dying = shelf.Open(new DyingDisk(step, (DyingDisk.Moment)moment));
                Fill(shelf, dying);
            }
            catch (DyingDisk.Died)
            {
                // What a killed process leaves is looked at below.
            }

            using (var store = shelf.Open())
                Check(shelf, store, all: false, step);
            using (var store = shelf.Open())
                Fill(shelf, store);
            using (var store = shelf.Open())
                Check(shelf, store, all: true, step);
        }
    }

    [Fact]
    public void A_bit_flipped_anywhere_is_found_and_what_it_hit_is_made_again()
    {
        using var shelf = new Shelf();
        using (var store = shelf.Open())
            Fill(shelf, store);
        var random = new Random(7);
        var files = Directory.GetFiles(shelf.Store, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0).Order(StringComparer.Ordinal).ToList();
        for (var round = 0; round < 300; round++)
        {
            var file = files[round % files.Count];
            if (!File.Exists(file))
                continue;

            File.SetAttributes(file, FileAttributes.Normal);
            var bytes = File.ReadAllBytes(file);
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(file, bytes);
            if (ProductStore.Open(shelf.Store, shelf.Trials) is not StoreOpening.Opened(var store))
                throw new InvalidOperationException("a flipped bit is no newer format");

            using (store)
            {
                Check(shelf, store, all: false, round);
                Fill(shelf, store);
                Check(shelf, store, all: true, round);
            }
        }
    }

    [Fact]
    public void A_disk_that_is_full_loses_nothing_that_was_there()
    {
        using var shelf = new Shelf();
        using (var store = shelf.Open())
            Shelf.Keep(store, "earlier", "earlier");
        using (var store = shelf.Open(new FullDisk()))
        {
            Shelf.Keep(store, "text", "text").ShouldBe(new StoreKeeping.Refused("No space left on device"));
            Shelf.Keep(store, "big", new double[20_000]).ShouldBe(new StoreKeeping.Refused("No space left on device"));
        }

        using var after = shelf.Open();
        Shelf.Find<string>(after, "earlier").ShouldBe(Shelf.ContentOf("earlier"));
        Fill(shelf, after);
        Check(shelf, after, all: true, 0);
    }

    private static int Steps()
    {
        using var shelf = new Shelf();
        using (var before = shelf.Open())
            Shelf.Keep(before, "earlier", "earlier");
        var disk = new DyingDisk(int.MaxValue - 1, DyingDisk.Moment.Before);
        using var store = shelf.Open(disk);
        Fill(shelf, store);
        return disk.Steps;
    }

    private static void Fill(Shelf shelf, ProductStore store)
    {
        Shelf.Keep(store, "text", "text");
        Shelf.Keep(store, "big", Enumerable.Range(0, 20_000).Select(i => (double)i).ToArray());
        Shelf.Keep(store, "file", shelf.Made("a/table.csv", "1,2"));
        Shelf.Keep(store, "text", "text");
        Shelf.Keep(store, "earlier", "earlier");
        store.Care.Delete([], TimeProvider.System.GetUtcNow());
    }

    private static void Check(Shelf shelf, ProductStore store, bool all, int step)
    {
        Is(Shelf.Find<string>(store, "earlier"), Shelf.ContentOf("earlier"));
        Is(Shelf.Find<string>(store, "text"), Shelf.ContentOf("text"));
        Is(Shelf.Find<double[]>(store, "big"), Shelf.ContentOf(Enumerable.Range(0, 20_000).Select(i => (double)i).ToArray()));
        Is(Shelf.Find<DagFile>(store, "file"), Shelf.ContentOf(shelf.Made("a/table.csv", "1,2")));

        void Is(string? found, string wanted)
        {
            if (found is not null || all)
                found.ShouldBe(wanted, $"step {step}");
        }
    }

    private sealed class FullDisk : IStoreDisk
    {
        private readonly StoreDisk disk = new();

        public long LengthOf(string path) => disk.LengthOf(path);

        public byte[] Read(string path, long offset, long length) => disk.Read(path, offset, length);

        public void Append(string path, long offset, ReadOnlySpan<byte> bytes)
        {
            disk.Append(path, offset, bytes[..(bytes.Length / 2)]);
            throw Full();
        }

        public void Truncate(string path, long length) => disk.Truncate(path, length);

        public void Create(string path, ReadOnlySpan<byte> bytes)
        {
            disk.Create(path, bytes[..(bytes.Length / 2)]);
            throw Full();
        }

        public void Copy(string from, string to) => throw Full();

        public void Link(string from, string to) => throw Full();

        public void MakeReadOnly(string path) => disk.MakeReadOnly(path);

        public void Rename(string from, string to) => disk.Rename(from, to);

        public void Delete(string path) => disk.Delete(path);

        public void CreateFolder(string path) => disk.CreateFolder(path);

        public IDisposable Lock(string path) => disk.Lock(path);

        private static IOException Full() => new("No space left on device");
    }
}
