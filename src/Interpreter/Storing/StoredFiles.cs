using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Products;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Storing;

/// <summary>Files and folders of products: kept by content, read-only, and placed under the name they had for who reads them.</summary>
internal sealed class StoredFiles
{
    private readonly StorePaths paths;
    private readonly IStoreDisk disk;
    private readonly ObjectFiles objects;
    private readonly string ownFolder;

    // Those of the value that is being written here and now.
    private readonly AsyncLocal<List<string>?> kept = new();

    private JsonSerializerOptions? json;

    /// <param name="ownFolder">What lies in it belongs to trials that are over: it need not be copied.</param>
    public StoredFiles(StorePaths paths, IStoreDisk disk, ObjectFiles objects, string ownFolder)
    {
        this.paths = paths;
        this.disk = disk;
        this.objects = objects;
        this.ownFolder = Path.TrimEndingDirectorySeparator(ownFolder) + Path.DirectorySeparatorChar;
    }

    /// <summary>JSON in which a file is its name and its content's digest.</summary>
    // The serializer takes its time to get ready, and many a product is no JSON.
    public JsonSerializerOptions Json => json ??= Options();

    /// <summary>A value as JSON, all its files being kept, and the digests of these.</summary>
    public (byte[] Json, IReadOnlyList<string> Files) Write(ClrValue value, Type representation)
    {
        // The most frequent of all, and the serializer has its ways round to it.
        if (value.Raw is DagFile file && representation == typeof(DagFile))
            return Write(Keep(file, file.Name));

        var ids = new List<string>();
        kept.Value = ids;
        try
        {
            return (JsonSerializer.SerializeToUtf8Bytes(value.Raw, representation, Json), ids);
        }
        finally
        {
            kept.Value = null;
        }
    }

    private static (byte[] Json, IReadOnlyList<string> Files) Write(StoredFile stored)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, new() { Encoder = ProductJson.Compact.Encoder }))
            stored.Write(writer);
        return (json.WrittenSpan.ToArray(), [stored.Content]);
    }

    /// <summary>Whether its content has to be written once more: what a trial left becomes the object itself, but for links, and for what may be executed, as an object never may.</summary>
    public bool IsCopied(DagFile file)
        => !file.Path.StartsWith(ownFolder, StringComparison.Ordinal) || !FileState.IsPlain(file.Path);

    private JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(ProductJson.Compact);
        options.Converters.Insert(0, new FileConverter(this));
        options.Converters.Insert(0, new FolderConverter(this));
        return options;
    }

    private StoredFile Keep(DagFile file, string name)
    {
        var state = file.Present(out var isExecutable);
        var id = file.HashIn(state);
        kept.Value?.Add(id);
        if (!objects.Has(id, state.Length))
            Bring(file, id, paths.Object(id), isOwn: !IsCopied(file));
        return new(name, id, isExecutable);
    }

    private void Bring(DagFile file, string id, string target, bool isOwn)
    {
        var temporary = paths.NewTemporary();
        disk.CreateFolder(paths.Temporary);
        disk.CreateFolder(Path.GetDirectoryName(target) ?? paths.Objects);
        try
        {
            if (isOwn)
                disk.Link(file.Path, temporary);
            else
                disk.Copy(file.Path, temporary);
            if (!isOwn && DagFile.Of(temporary).ContentHash != id)
                throw new JsonException($"'{file.Path}' was written to while it was stored");

            disk.MakeReadOnly(temporary);
            disk.Rename(temporary, target);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or JsonException)
        {
            // What a full disk took of it would be missed there.
            Refusal.Forgiven(() => disk.Delete(temporary));
            throw;
        }
    }

    private DagFile Place(StoredFile stored)
    {
        var place = paths.Place(stored.IsExecutable ? stored.Content + "x" : stored.Content, stored.Name);
        var file = DagFile.Of(place);
        if (File.Exists(place) && file.ContentHash == stored.Content)
            return file;

        // Not there yet, or another name of an object that was damaged and has been made again since.
        Put(place, temporary => PlaceAt(temporary, stored));
        if (file.ContentHash == stored.Content)
            return file;

        disk.Delete(place);
        disk.Delete(paths.Object(stored.Content));
        throw new JsonException($"'{place}' is not what was stored");
    }

    private void PlaceAt(string path, StoredFile stored)
    {
        if (stored.IsExecutable)
            disk.Copy(paths.Object(stored.Content), path);
        else
            disk.Link(paths.Object(stored.Content), path);
        disk.MakeReadOnly(path);
        if (stored.IsExecutable)
            disk.MakeExecutable(path);
    }

    private StoredFolder Keep(DagFolder folder)
    {
        var entries = folder.Entries();
        return new(
            folder.Name,
            entries.OfType<FolderEntry.Content>().Select(entry => Keep(folder.File(entry.Path), entry.Path)).ToList(),
            entries.OfType<FolderEntry.Link>().Select(entry => new StoredLink(entry.Path, entry.Target)).ToList(),
            entries.OfType<FolderEntry.Empty>().Select(entry => entry.Path).ToList());
    }

    // Part by part; a folder with one part missing has another content, which is found out.
    private DagFolder Place(StoredFolder stored)
    {
        var id = Fingerprint.Of(JsonSerializer.SerializeToUtf8Bytes(stored)).Digits;
        var place = paths.Place(id, stored.Name);
        disk.CreateFolder(place);
        foreach (var file in stored.Files)
            PlaceWithin(place, file);
        foreach (var link in stored.Links)
            PlaceWithin(place, link);
        foreach (var empty in stored.Empty)
            disk.CreateFolder(Path.Combine(place, empty));
        return DagFolder.Of(place);
    }

    private void PlaceWithin(string place, StoredFile file)
    {
        var inner = Path.Combine(place, file.Name);
        if (!File.Exists(inner) || DagFile.Of(inner).ContentHash != file.Content)
            Put(inner, temporary => disk.Link(Place(file with { Name = Path.GetFileName(file.Name) }).Path, temporary));
    }

    private void PlaceWithin(string place, StoredLink link)
    {
        var inner = Path.Combine(place, link.Name);
        if (new FileInfo(inner).LinkTarget != link.Target)
            Put(inner, temporary => disk.LinkTo(link.Target, temporary));
    }

    private void Put(string path, Action<string> make)
    {
        var temporary = paths.NewTemporary();
        disk.CreateFolder(paths.Temporary);
        disk.CreateFolder(Path.GetDirectoryName(path) ?? paths.Placed);
        make(temporary);
        disk.Rename(temporary, path);
    }

    private sealed record StoredLink(string Name, string Target);

    private sealed record StoredFolder(string Name, IReadOnlyList<StoredFile> Files, IReadOnlyList<StoredLink> Links, IReadOnlyList<string> Empty);

    private sealed class FileConverter(StoredFiles files) : JsonConverter<DagFile>
    {
        public override DagFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => files.Place(JsonSerializer.Deserialize<StoredFile>(ref reader) ?? throw new JsonException("a file is wanted"));

        public override void Write(Utf8JsonWriter writer, DagFile value, JsonSerializerOptions options)
            => files.Keep(value, value.Name).Write(writer);
    }

    private sealed class FolderConverter(StoredFiles files) : JsonConverter<DagFolder>
    {
        public override DagFolder Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => files.Place(JsonSerializer.Deserialize<StoredFolder>(ref reader) ?? throw new JsonException("a folder is wanted"));

        public override void Write(Utf8JsonWriter writer, DagFolder value, JsonSerializerOptions options)
            => JsonSerializer.Serialize(writer, files.Keep(value));
    }
}
