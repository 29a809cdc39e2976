using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>Files and folders of products as objects: kept by content, read-only; links of folders as what they say, as long as they lead nowhere else.</summary>
internal sealed class StoredFiles
{
    private readonly StorePaths paths;
    private readonly IStoreDisk disk;
    private readonly ObjectStore objects;
    private readonly string ownFolder;

    // As long as all of them.
    private static readonly string AnyDigest = new('0', 64);

    // Those of the value that is being written here and now.
    private readonly AsyncLocal<KeptParts?> kept = new();
    private readonly FilePlacement placed;
    private volatile string? lastOwn;

    private JsonSerializerOptions? json;

    /// <param name="ownFolder">What lies in it belongs to trials that are over: it need not be copied.</param>
    public StoredFiles(StorePaths paths, IStoreDisk disk, ObjectStore objects, FilePlacement placed, string ownFolder)
    {
        this.placed = placed;
        this.paths = paths;
        this.disk = disk;
        this.objects = objects;
        this.ownFolder = Path.TrimEndingDirectorySeparator(ownFolder) + Path.DirectorySeparatorChar;
    }

    /// <summary>JSON in which a file is its name and its content's digest.</summary>
    // The serializer takes its time to get ready, and many a product is no JSON.
    public JsonSerializerOptions Json => json ??= Options();

    /// <summary>A value as JSON, all its files being kept, the digests of these, and which links of its folders read back as something else.</summary>
    public (byte[] Json, IReadOnlyList<string> Files, IReadOnlyList<string> Changes) Write(ClrValue value, Type representation)
    {
        // The most frequent of all, and the serializer has its ways round to it.
        if (value.Raw is DagFile file && representation == typeof(DagFile))
            return Write(Keep(file, file.Name));

        var parts = new KeptParts([], []);
        kept.Value = parts;
        try
        {
            return (JsonSerializer.SerializeToUtf8Bytes(value.Raw, representation, Json), parts.Files, parts.Changes);
        }
        finally
        {
            kept.Value = null;
        }
    }

    private static (byte[] Json, IReadOnlyList<string> Files, IReadOnlyList<string> Changes) Write(StoredFile stored)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, new() { Encoder = ProductJson.Compact.Encoder }))
            stored.Write(writer);
        return (json.WrittenSpan.ToArray(), [stored.Content], []);
    }

    /// <summary>
    /// Whether its content has to be written once more: what a trial left becomes the object itself, but for links, for what has other names, which may be somebody's
    /// own file, and for what may be executed, as an object never may.
    /// </summary>
    public bool IsCopied(DagFile file)
        => IsElsewhere(file.Path) || !PathBytes.IsUtf8(file.Path) || !IsOfTrial(Path.GetDirectoryName(file.Path) ?? "") || !FileState.IsPlainAndSole(file.Path);

    /// <summary>Whether it is not what a trial left.</summary>
    public bool IsElsewhere(string path) => !path.StartsWith(ownFolder, StringComparison.Ordinal);

    // A folder on the way that is a link leads to files of somebody's own.
    private bool IsOfTrial(string folder)
    {
        if (folder == lastOwn)
            return true;

        for (var each = folder; each.Length >= ownFolder.Length; each = Path.GetDirectoryName(each) ?? "")
        {
            if (new FileInfo(each).LinkTarget is not null)
                return false;
        }

        lastOwn = folder;
        return true;
    }

    private JsonSerializerOptions Options()
    {
        // A type may have got other members since, where a version stands for them.
        var options = new JsonSerializerOptions(ProductJson.Compact) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true };
        options.Converters.Insert(0, new FileConverter(this));
        options.Converters.Insert(0, new FolderConverter(this));
        return options;
    }

    private StoredFile Keep(DagFile file, string name)
    {
        var state = file.Present(out var isExecutable);
        var id = file.HashIn(state);
        kept.Value?.Files.Add(id);
        if (!objects.Has(id, state.Length))
            Bring(file, id, paths.Object(id), isOwn: !IsCopied(file));
        return new(name, id, isExecutable);
    }

    private void Bring(DagFile file, string id, string target, bool isOwn)
    {
        disk.CreateFolder(paths.Temporary);
        disk.CreateFolder(Path.GetDirectoryName(target) ?? paths.Objects);
        AtomicFile.Write(disk, target, paths.NewTemporary(), temporary =>
        {
            if (isOwn)
                disk.Link(file.Path, temporary);
            else
                disk.Copy(file.Path, temporary);
            if (!isOwn && DagFile.Of(temporary).ContentHash != id)
                throw new JsonException($"'{file.Path}' was written to while it was stored");

            disk.MakeReadOnly(temporary);
        });
    }

    private StoredFolder Keep(DagFolder folder)
    {
        var entries = folder.Entries();
        foreach (var entry in entries)
            CheckStorable(folder, entry);
        foreach (var link in entries.OfType<FolderEntry.Link>())
        {
            if (link.LeadsOut)
                throw new StorageRefusal($"its link '{link.Path}' points outside the folder, to '{link.Target}'");
            if (link.Absolute is { } absolute)
                kept.Value?.Changes.Add($"link '{link.Path}' to '{absolute}' was changed to '{link.Target}'");
        }

        foreach (var file in entries.OfType<FolderEntry.Content>().Where(file => file.Behind is not null))
            kept.Value?.Changes.Add($"link '{file.Path}' to '{file.Behind}' was replaced by a copy of the file");
        return new(
            folder.Name,
            entries.OfType<FolderEntry.Content>().Select(entry => Keep(folder.File(entry.Path), entry.Path)).ToList(),
            entries.OfType<FolderEntry.Link>().Select(entry => new StoredLink(entry.Path, entry.Target)).ToList(),
            entries.OfType<FolderEntry.Empty>().Select(entry => entry.Path).ToList());
    }

    private void CheckStorable(DagFolder folder, FolderEntry entry)
    {
        var named = $"'{PathBytes.Shown(entry.Path)}' in the folder";
        if (entry is FolderEntry.Special(_, var kind))
            throw new StorageRefusal($"{named} is {FileKinds.Describe(kind)}; only files, folders and links can be stored");
        if (PathBytes.CountOf(Path.Combine(paths.Place(AnyDigest, folder.Name), entry.Path)) is var length and >= PathBytes.Longest)
            throw new StorageRefusal($"{named} would have a path of {length} bytes in the store; the system limit is {PathBytes.Longest - 1}");
    }

    private sealed record KeptParts(List<string> Files, List<string> Changes);

    private sealed class FileConverter(StoredFiles files) : JsonConverter<DagFile>
    {
        public override DagFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => files.placed.Place(JsonSerializer.Deserialize<StoredFile>(ref reader) ?? throw new JsonException("expected a file"));

        public override void Write(Utf8JsonWriter writer, DagFile value, JsonSerializerOptions options)
            => files.Keep(value, value.Name).Write(writer);
    }

    private sealed class FolderConverter(StoredFiles files) : JsonConverter<DagFolder>
    {
        public override DagFolder Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => files.placed.Place(JsonSerializer.Deserialize<StoredFolder>(ref reader)?.WithNames() ?? throw new JsonException("expected a folder"));

        public override void Write(Utf8JsonWriter writer, DagFolder value, JsonSerializerOptions options)
            => JsonSerializer.Serialize(writer, files.Keep(value).WithTexts());
    }
}
