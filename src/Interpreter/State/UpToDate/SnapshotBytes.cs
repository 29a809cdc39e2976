using System.Buffers.Binary;
using System.Text;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Packing;
using Dag.Language.Declarations;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>
/// A snapshot as bytes: its head, which has a name, the format, its own length, the program that wrote it, the run it is of, the snapshot, the length and checksum of
/// its tasks, and a checksum over all of that; and its tasks. What is not whole is none.
/// </summary>
internal static class SnapshotBytes
{
    /// <summary>How much of a file tells how long its head is.</summary>
    public const int LengthKnownAfter = 16;

    // Raised whenever what is written could be misread by a version before.
    private const int Format = 6;

    private static ReadOnlySpan<byte> Name => "dagsnaps"u8;

    // Another build may plan otherwise.
    private static readonly Guid[] Builds = [typeof(SnapshotBytes).Module.ModuleVersionId, typeof(Env).Module.ModuleVersionId];

    public static (byte[] Head, byte[] Tasks) Of(string key, RunSnapshot snapshot, SnapshotTasks tasks)
    {
        using var bytes = new MemoryStream();
        using var into = new BinaryWriter(bytes);
        WriteTasks(into, tasks);
        into.Flush();
        var rest = bytes.ToArray();

        bytes.SetLength(0);
        into.Write(Name);
        into.Write(Format);
        into.Write(0);
        foreach (var build in Builds)
            into.Write(build.ToByteArray());
        into.Write(NameText.Of(key));
        Write(into, snapshot);
        into.Write(rest.Length);
        into.Write(Checksum.Of(rest));
        into.Write(0);
        into.Flush();
        var head = bytes.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(LengthKnownAfter - sizeof(int)), head.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(head.Length - sizeof(uint)), Checksum.Of(head.AsSpan(0, head.Length - sizeof(uint))));
        return (head, rest);
    }

    /// <summary>How long the head is that begins so; 0 where none does.</summary>
    public static int LengthOfHead(ReadOnlySpan<byte> start)
        => start.Length >= LengthKnownAfter && start.StartsWith(Name) && BinaryPrimitives.ReadInt32LittleEndian(start[Name.Length..]) == Format
            ? BinaryPrimitives.ReadInt32LittleEndian(start[(LengthKnownAfter - sizeof(int))..])
            : 0;

    /// <summary>Null for what is damaged, of another build or of another run.</summary>
    public static RunSnapshot? Read(byte[] head, string key) => Whole(() => ReadHead(head, key));

    /// <summary>Null where they are not those that the head speaks of.</summary>
    public static SnapshotTasks? ReadTasks(byte[] bytes, TaskTableRange place) => Whole(() => ReadRest(bytes, place));

    // Its checksum is no proof that a program of this kind has written it.
    private static T? Whole<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException or ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static RunSnapshot? ReadHead(byte[] head, string key)
    {
        var end = head.Length - sizeof(uint);
        if (end < LengthKnownAfter || LengthOfHead(head) != head.Length || BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(end)) != Checksum.Of(head.AsSpan(0, end)))
            return null;

        using var from = new BinaryReader(new MemoryStream(head, LengthKnownAfter, end - LengthKnownAfter));
        return Builds.All(build => new Guid(from.ReadBytes(16)) == build) && from.ReadString() == NameText.Of(key)
            ? Read(from) with { Tasks = new(head.Length, from.ReadInt32(), from.ReadUInt32()) }
            : null;
    }

    private static SnapshotTasks? ReadRest(byte[] bytes, TaskTableRange place)
    {
        if (bytes.Length != place.Length || Checksum.Of(bytes) != place.Sum)
            return null;

        using var from = new BinaryReader(new MemoryStream(bytes));
        var predicates = ReadAll(from, each => each.ReadString());
        var tasks = ReadTasks(from, predicates);
        var names = from.ReadBytes(CountIn(from, 1));
        var nodes = from.ReadBytes(CountIn(from, 1));
        return new(tasks, new(() => Encoding.UTF8.GetString(names).Split('\n')), new(() => Whole(() => NodesIn(nodes)) ?? []));
    }

    private static void Write(BinaryWriter into, RunSnapshot snapshot)
    {
        into.Write(snapshot.Run);
        WriteAll(into, snapshot.Asked, (to, each) => to.Write(each));
        into.Write(snapshot.Until.UtcTicks);
        Write(into, snapshot.Index);
        into.Write(snapshot.Markers);
        into.Write(snapshot.Reused);
        WriteAll(into, snapshot.Files, Write);
        WriteAll(into, snapshot.Folders, (to, folder) =>
        {
            to.Write(NameText.Of(folder.Path));
            to.Write(folder.Digest);
            to.Write(folder.Except is not null);
            to.Write(folder.Except ?? "");
        });
        WriteAll(into, snapshot.Variables, (to, variable) =>
        {
            to.Write(variable.Name);
            to.Write(variable.Digest ?? "");
        });
        WriteAll(into, snapshot.Targets, Write);
    }

    private static RunSnapshot Read(BinaryReader from)
    {
        var (run, asked) = (from.ReadString(), ReadAll(from, each => each.ReadString()));
        var until = new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero);
        var (index, markers, reused) = (ReadState(from), from.ReadInt32(), from.ReadInt32());
        var files = ReadAll(from, ReadFile);
        var folders = ReadAll(from, ReadFolder);
        var variables = ReadAll(from, each => new VariableStamp(each.ReadString(), each.ReadString() is { Length: > 0 } digest ? digest : null));
        if (markers < 0 || reused < 0)
            throw new InvalidDataException("not a snapshot of a run");

        return new(run, asked, files, folders, variables, until, index, markers, reused, ReadAll(from, ReadTarget));
    }

    private static void Write(BinaryWriter into, FileStamp file)
    {
        into.Write(NameText.Of(file.Path));
        into.Write(file.Identity);
        Write(into, file.State);
    }

    private static FolderStamp ReadFolder(BinaryReader from)
    {
        var (path, digest, isChosen, except) = (ReadPath(from), from.ReadString(), from.ReadBoolean(), from.ReadString());
        return new(path, digest, isChosen ? except : null);
    }

    private static FileStamp ReadFile(BinaryReader from)
    {
        var (path, identity) = (ReadPath(from), from.ReadString());
        return new(path, ReadState(from), identity);
    }

    private static string ReadPath(BinaryReader from)
        => NameText.Find(from.ReadString()) is { } path && Path.IsPathFullyQualified(path) && !path.Contains('\0') ? path : throw new InvalidDataException("not a path of a run");

    private static void Write(BinaryWriter into, FileState? state)
    {
        into.Write(state is not null);
        into.Write(state?.Length ?? 0);
        into.Write(state?.Written ?? 0);
        into.Write(state?.Changed ?? 0);
        into.Write(state?.Number ?? 0);
    }

    private static FileState? ReadState(BinaryReader from)
    {
        var isKnown = from.ReadBoolean();
        var state = new FileState(from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), from.ReadInt64());
        return isKnown ? state : null;
    }

    private static void Write(BinaryWriter into, SnapshotTarget target)
    {
        into.Write(target.Task);
        into.Write(target.Name);
        into.Write(target.Type);
        into.Write(target.Representation);
        into.Write(target.Shown is null ? "" : NameText.Of(target.Shown));
        into.Write(target.Packed is not null);
        if (target.Packed is not { } packed)
            return;
        into.Write(packed.Generation);
        into.Write(packed.Offset);
        into.Write(packed.Length);
        into.Write((int)packed.Form);
        into.Write(packed.Sum);
    }

    private static SnapshotTarget ReadTarget(BinaryReader from)
    {
        var (task, name, type, representation) = (from.ReadInt32(), from.ReadString(), from.ReadString(), from.ReadString());
        var shown = from.ReadString() is { Length: > 0 } path ? NameText.Find(path) : null;
        var packed = from.ReadBoolean() ? new PackedProduct(from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), (ProductEncoding)from.ReadInt32(), from.ReadUInt32()) : null;
        return new(task, name, type, representation, packed, shown);
    }

    // The digests of all of them in one piece, of which each has a slice; and so their names, which no line end is in.
    private static void WriteTasks(BinaryWriter into, SnapshotTasks tasks)
    {
        var predicates = tasks.All.Select(task => task.Predicates).Distinct().ToList();
        WriteAll(into, predicates, (to, each) => to.Write(each));
        var numbers = predicates.Select((each, i) => (each, i)).ToDictionary(pair => pair.each, pair => pair.i);
        into.Write(tasks.All.Count);
        foreach (var task in tasks.All)
            into.Write(task.Digests.Span);
        foreach (var task in tasks.All)
            into.Write(numbers[task.Predicates]);
        var names = Encoding.UTF8.GetBytes(string.Join('\n', tasks.Names.Value));
        into.Write(names.Length);
        into.Write(names);
        var nodes = Encoding.UTF8.GetBytes(string.Join('\n', tasks.Graph.Value));
        into.Write(nodes.Length);
        into.Write(nodes);
    }

    // Each need of a node is there before it. A damaged table is an empty one: the run is the same.
    private static List<SnapshotNode> NodesIn(byte[] bytes)
    {
        var nodes = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SnapshotNode.Read).ToList();
        return nodes.Where((node, i) => node.Needs.Any(need => need < 0 || need >= i)).Any() ? throw new FormatException("not a graph of a run") : nodes;
    }

    private static SnapshotTask[] ReadTasks(BinaryReader from, IReadOnlyList<string> predicates)
    {
        var tasks = new SnapshotTask[CountIn(from, SnapshotTask.DigestsLength + sizeof(int))];
        var digests = from.ReadBytes(tasks.Length * SnapshotTask.DigestsLength);
        for (var i = 0; i < tasks.Length; i++)
            tasks[i] = new(digests.AsMemory(i * SnapshotTask.DigestsLength, SnapshotTask.DigestsLength), predicates[PlaceIn(from, predicates.Count)]);
        return tasks;
    }

    private static void WriteAll<T>(BinaryWriter into, IReadOnlyList<T> all, Action<BinaryWriter, T> write)
    {
        into.Write(all.Count);
        foreach (var each in all)
            write(into, each);
    }

    private static T[] ReadAll<T>(BinaryReader from, Func<BinaryReader, T> read)
    {
        var all = new T[CountIn(from, 1)];
        for (var i = 0; i < all.Length; i++)
            all[i] = read(from);
        return all;
    }

    // How many follow, each of so many bytes at least: no more than there is room for.
    private static int CountIn(BinaryReader from, int size)
    {
        var count = from.ReadInt32();
        return count >= 0 && count <= (from.BaseStream.Length - from.BaseStream.Position) / size ? count : throw new InvalidDataException("more parts than bytes");
    }

    private static int PlaceIn(BinaryReader from, int count)
    {
        var place = from.ReadInt32();
        return place >= 0 && place < count ? place : throw new InvalidDataException("a place behind the end");
    }
}
