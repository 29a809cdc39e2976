using System.Buffers.Binary;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Packing;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A store that somebody else has written, its checksums right: whatever it says, nothing outside of it is written, deleted or changed, and nothing is thrown.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PlantedStoreTests : IDisposable
{
    private const int Rounds = 400;

    private readonly Shelf shelf = new();
    private readonly Neighbourhood others;

    public PlantedStoreTests() => others = new(Path.Combine(shelf.Folder, "own"));

    public void Dispose() => shelf.Dispose();

    [Theory]
    [InlineData("../../../../own/victim")]
    [InlineData("a/../../../../../own/victim")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("a\0b")]
    public void A_file_of_a_folder_that_would_lie_outside_of_it_makes_the_product_none(string name)
    {
        using var store = shelf.Open();
        Plant(store, "folder", Json(Of(shelf.Made("a", "planted"), name), []));
        Shelf.Find<DagFolder>(store, "folder").ShouldBeNull();
        others.ShouldBeAsItWas(name);
    }

    [Theory]
    [InlineData("x", "/etc")]
    [InlineData("x", "..")]
    [InlineData("x", "a/../..")]
    [InlineData("p/x", "../../q")]
    public void So_does_a_link_that_leads_out_of_it(string name, string target)
    {
        using var store = shelf.Open();
        Plant(store, "folder", Json(Of(shelf.Made("a", "planted"), "a"), [(name, target)]));
        Shelf.Find<DagFolder>(store, "folder").ShouldBeNull();
    }

    [Fact]
    public void So_does_a_file_behind_a_link_of_the_same_folder()
    {
        using var store = shelf.Open();
        Plant(store, "folder", Json(Of(shelf.Made("a", "planted"), "in/victim"), [("in", "elsewhere")]));
        Shelf.Find<DagFolder>(store, "folder").ShouldBeNull();
    }

    [Fact]
    public void Whatever_the_objects_of_a_store_say_nothing_outside_of_it_changes()
    {
        var random = new Random(12);
        var file = shelf.Made("a/b.txt", "planted");
        Made("tree/c.txt");
        File.CreateSymbolicLink(Path.Combine(shelf.Trials, "tree", "link"), "c.txt");
        Directory.CreateDirectory(Path.Combine(shelf.Trials, "tree", "empty"));
        using var store = shelf.Open();
        Shelf.Keep(store, "file", file);
        Shelf.Keep(store, "folder", DagFolder.Of(Path.Combine(shelf.Trials, "tree")));
        Shelf.Keep<double[][]>(store, "rows", [[1, 2], [3]]);
        Shelf.Keep(store, "holder", new Holder("x", file, DagFolder.Of(Path.Combine(shelf.Trials, "tree"))));
        for (var round = 0; round < Rounds; round++)
        {
            var name = new[] { "file", "folder", "rows", "holder" }[round % 4];
            var right = store.Find(Shelf.Named(name)).ShouldNotBeNull();
            var bytes = Bytes(store, right);
            var planted = name == "rows" ? WithOtherNumbers(bytes, random) : WithOtherValues(bytes, random);
            var other = $"{name} {round}";
            Plant(store, other, planted, right.Form, right.Type);
            _ = name switch
            {
                "file" => Shelf.Find<DagFile>(store, other),
                "folder" => Shelf.Find<DagFolder>(store, other),
                "rows" => Shelf.Find<double[][]>(store, other),
                _ => Shelf.Find<Holder>(store, other),
            };
            others.ShouldBeAsItWas($"round {round}: {Encoding.UTF8.GetString(planted)}");
        }

        store.Care.Verify();
        store.Care.Report();
        store.Care.Delete(store.Care.Entries(), TimeProvider.System.GetUtcNow());
        others.ShouldBeAsItWas("cleared");
    }

    [Fact]
    public void Whatever_an_index_says_it_is_read_and_added_to()
    {
        var random = new Random(517);
        using (var store = shelf.Open())
        {
            foreach (var name in new[] { "one", "two", "three" })
                Shelf.Keep(store, name, name);
            Shelf.Keep(store, "numbers", new double[20_000]);
        }

        var path = Path.Combine(shelf.Store, "index");
        var right = File.ReadAllBytes(path);
        for (var round = 0; round < Rounds; round++)
        {
            File.WriteAllBytes(path, WithOtherRecord(right, random));
            using var store = shelf.Open();
            foreach (var name in new[] { "one", "two", "three" })
                Shelf.Find<string>(store, name);
            Shelf.Find<double[]>(store, "numbers");
            store.TookOf("one");
            store.Care.Report();
            Shelf.Keep(store, $"new {round}", $"new {round}").ShouldBeOfType<StoreResult.Kept>($"round {round}");
            Shelf.Find<string>(store, $"new {round}").ShouldBe(Shelf.ContentOf($"new {round}"), $"round {round}");
        }

        others.ShouldBeAsItWas("index");
    }

    [Theory]
    [InlineData("placed")]
    [InlineData("placed/ID")]
    [InlineData("placed/ID/ID")]
    [InlineData("placed/ID/ID/tree")]
    [InlineData("placed/ID/ID/tree/inner")]
    [InlineData("objects/ID")]
    [InlineData("objects")]
    [InlineData("snapshots")]
    [InlineData("tmp")]
    public void A_link_in_the_place_of_a_folder_of_the_store_is_neither_written_behind_nor_cleared(string place)
    {
        Made("tree/inner/victim");
        var folder = DagFolder.Of(Path.Combine(shelf.Trials, "tree"));
        string placed;
        using (var store = shelf.Open())
        {
            Shelf.Keep(store, "folder", folder);
            Load(store, out placed);
        }

        var ids = Path.GetRelativePath(Path.Combine(shelf.Store, "placed"), placed).Split('/');
        var parts = place.Split('/');
        for (var i = 1; i < parts.Length; i++)
            parts[i] = parts[i] == "ID" ? ids[i - 1] : parts[i];
        var planted = Path.Combine([shelf.Store, .. parts]);
        if (Directory.Exists(planted))
            Directory.Delete(planted, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(planted) ?? "");
        File.CreateSymbolicLink(planted, others.Root);
        using (var store = shelf.Open())
        {
            Load(store, out _);
            store.Care.Verify();
            store.Care.Report();
            store.Care.Delete(store.Care.Entries(), TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(1));
        }

        if (new FileInfo(planted).LinkTarget is not null)
            File.Delete(planted);
        others.ShouldBeAsItWas(place);
    }

    [Theory]
    [InlineData("index")]
    [InlineData("pack.1")]
    [InlineData("lock")]
    [InlineData("work")]
    [InlineData("files")]
    public void A_link_in_the_place_of_a_file_of_the_store_is_never_written_through(string name)
    {
        Directory.CreateDirectory(shelf.Store);
        if (name == "pack.1")
            File.WriteAllBytes(Path.Combine(shelf.Store, "index"), IndexHeader.ToBytes(1));
        File.CreateSymbolicLink(Path.Combine(shelf.Store, name), others.PathOf("victim"));
        if (ProductStore.Open(shelf.Store, shelf.Trials) is StoreOpening.Opened(var store))
        {
            using var opened = store;
            Shelf.Keep(store, "one", "one");
            store.Claim(Shelf.Named("one"), CancellationToken.None)?.Dispose();
            Shelf.Find<string>(store, "one");
            try
            {
                store.Care.Delete(store.Care.Entries(), TimeProvider.System.GetUtcNow());
            }
            catch (IOException)
            {
                // It is refused.
            }
        }

        var hashes = FileHashes.In(Path.Combine(shelf.Store, "files"), TimeProvider.System);
        hashes.Save();
        others.ShouldBeAsItWas(name);
    }

    private void Made(string name) => shelf.Made(name, "planted");

    private static void Load(ProductStore store, out string placed)
    {
        placed = store.Find(Shelf.Named("folder")) is { } found && store.TryLoad(Shelf.Named("folder"), found, typeof(DagFolder), out var value) && value.Raw is DagFolder folder ? folder.Path : "";
    }

    private static StoredFile Of(DagFile file, string name) => new(name, file.ContentHash, false);

    private static byte[] Json(StoredFile file, (string Name, string Target)[] links)
    {
        var folder = new StoredFolder("tree", [file], [.. links.Select(link => new StoredLink(link.Name, link.Target))], []);
        return FileManifest.Behind(JsonSerializer.SerializeToUtf8Bytes(folder), [file.Content]);
    }

    // As the store itself does it: what is added is found by its own digest.
    private void Plant(ProductStore store, string name, byte[] bytes, ProductEncoding form = ProductEncoding.Files, string? type = null)
    {
        var file = DagFile.Of(Path.Combine(shelf.Trials, "a"));
        if (File.Exists(file.Path))
            Shelf.Keep(store, "the file itself", file);
        var log = new StoreLog(new(shelf.Store), new StoreDisk());
        log.Open();
        log.Add(Shelf.Named(name), new(new("0", 1, []), Fingerprint.Of(bytes).Digits, 0, bytes.Length, form, type ?? TypeIdentity.Of(typeof(DagFolder)), "none", name, DateTimeOffset.UnixEpoch, TimeSpan.Zero), bytes);
        store.Claim(Shelf.Named("whatever"), CancellationToken.None)?.Dispose();
    }

    private byte[] Bytes(ProductStore store, StoredProduct product)
        => File.ReadAllBytes(Directory.GetFiles(shelf.Store, "pack.*").Single()).AsSpan((int)product.Offset, (int)product.Length).ToArray();

    private byte[] WithOtherValues(byte[] bytes, Random random)
    {
        var json = JsonNode.Parse(FileManifest.JsonIn(bytes)).ShouldNotBeNull();
        var leaves = new List<JsonNode>();
        Collect(json, leaves);
        var hostile = new string?[]
        {
            "../victim", "../../../../own/victim", others.PathOf("victim"), "", ".", "..", "/", "a/../../../../../own/victim", "a\0b", "victim/", "//", new string('x', 5000), null,
            new string('0', 64), new string('z', 64), "../" + new string('0', 61), new string('0', 63), "tree", "c.txt", "link/c.txt", "empty", "\ud800",
        };
        for (var times = random.Next(1, 4); times > 0 && leaves.Count > 0; times--)
        {
            var leaf = leaves[random.Next(leaves.Count)];
            if (leaf.Parent is null)
                continue;
            leaf.ReplaceWith(random.Next(8) == 0 ? JsonValue.Create(random.Next()) : JsonValue.Create(hostile[random.Next(hostile.Length)]));
        }

        return FileManifest.Behind(Encoding.UTF8.GetBytes(json.ToJsonString()), [.. FileManifest.In(bytes)]);
    }

    private static void Collect(JsonNode? node, List<JsonNode> leaves)
    {
        if (node is JsonValue)
            leaves.Add(node);
        else if (node is JsonArray all)
            leaves.Add(all);
        foreach (var inner in node is JsonObject record ? record.Select(each => each.Value) : node as JsonArray ?? [])
            Collect(inner, leaves);
    }

    private static byte[] WithOtherNumbers(byte[] bytes, Random random)
    {
        var planted = bytes.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(planted.AsSpan(random.Next(planted.Length / 4) * 4), Number(random));
        return planted;
    }

    private static int Number(Random random) => new[] { int.MaxValue, int.MinValue, -1, 0, 1, 1 << 20, 0x20000001, random.Next() }[random.Next(8)];

    // One number of one record is another, and its checksum with it.
    private static byte[] WithOtherRecord(byte[] index, Random random)
    {
        var planted = index.ToArray();
        var places = new List<(int At, int Length)>();
        for (var at = IndexHeader.Length; IndexRecord.Find(planted.AsSpan(at), out _) is >= 0 and var length; at += IndexRecord.HeadLength + length)
            places.Add((at, length));
        var (record, size) = places[random.Next(places.Count)];
        var payload = planted.AsSpan(record + IndexRecord.HeadLength, size);
        switch (random.Next(4))
        {
            case 0:
                BinaryPrimitives.WriteInt32LittleEndian(planted.AsSpan(record + 4), random.Next(5));
                break;
            case 1 when size >= 8:
                BinaryPrimitives.WriteInt64LittleEndian(payload[(random.Next(size / 8) * 8)..], new[] { long.MaxValue, long.MinValue, -1, 1L << 40, random.NextInt64() }[random.Next(5)]);
                break;
            default:
                BinaryPrimitives.WriteInt32LittleEndian(payload[(random.Next(size / 4) * 4)..], Number(random));
                break;
        }

        var kind = BitConverter.ToUInt32(planted, record + 4);
        BinaryPrimitives.WriteUInt32LittleEndian(planted.AsSpan(record + 12), Checksum.Of(payload) ^ (kind * 0x9E3779B9) ^ (uint)size);
        IndexRecord.Find(planted.AsSpan(record), out _).ShouldBe(size);
        return planted;
    }

    private sealed record Holder(string Name, DagFile File, DagFolder Folder);
}
