using System.Buffers.Binary;
using System.Text;
using Dag.Interpreter.Storing;
using Dag.Interpreter.Surface;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Snapshots;

/// <summary>A snapshot as bytes: a name, the format, the program that wrote it, the run it is of, its parts, and a checksum over all of that. What is not whole is none.</summary>
internal static class SnapshotBytes
{
    // Raised whenever what is written could be misread by a version before.
    private const int Format = 4;
    private const int DigestsLength = 64;

    private static ReadOnlySpan<byte> Name => "dagsnaps"u8;

    // Another build may plan otherwise.
    private static readonly Guid[] Builds = [typeof(SnapshotBytes).Module.ModuleVersionId, typeof(Env).Module.ModuleVersionId];

    public static byte[] Of(string key, RunSnapshot snapshot)
    {
        using var bytes = new MemoryStream();
        using var into = new BinaryWriter(bytes);
        into.Write(Name);
        into.Write(Format);
        foreach (var build in Builds)
            into.Write(build.ToByteArray());
        into.Write(key);
        Write(into, snapshot);
        into.Flush();
        Span<byte> sum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, Checksum.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        into.Write(sum);
        into.Flush();
        return bytes.ToArray();
    }

    /// <summary>Null for what is damaged, of another build or of another run.</summary>
    public static RunSnapshot? Read(byte[] bytes, string key)
    {
        var end = bytes.Length - sizeof(uint);
        if (end < 0 || !bytes.AsSpan().StartsWith(Name) || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(end)) != Checksum.Of(bytes.AsSpan(0, end)))
            return null;

        using var from = new BinaryReader(new MemoryStream(bytes, Name.Length, end - Name.Length));
        return from.ReadInt32() == Format && Builds.All(build => new Guid(from.ReadBytes(16)) == build) && from.ReadString() == key ? Read(from) : null;
    }

    private static void Write(BinaryWriter into, RunSnapshot snapshot)
    {
        into.Write(snapshot.Run);
        WriteAll(into, snapshot.Asked, (to, each) => to.Write(each));
        into.Write(snapshot.Until.UtcTicks);
        into.Write(snapshot.Markers);
        WriteAll(into, snapshot.Files, Write);
        WriteAll(into, snapshot.Folders, (to, folder) =>
        {
            to.Write(folder.Path);
            to.Write(folder.Digest);
        });
        WriteAll(into, snapshot.Variables, (to, variable) =>
        {
            to.Write(variable.Name);
            to.Write(variable.Digest ?? "");
        });
        var predicates = snapshot.Tasks.Select(task => task.Predicates).Distinct().ToList();
        WriteAll(into, predicates, (to, each) => to.Write(each));
        WriteTasks(into, snapshot, predicates.Select((each, i) => (each, i)).ToDictionary(pair => pair.each, pair => pair.i));
        WriteAll(into, snapshot.Targets, (to, target) =>
        {
            to.Write(target.Task);
            to.Write(target.Type);
            to.Write(target.Representation);
            to.Write(target.Sum is not null);
            to.Write(target.Sum ?? 0);
        });
    }

    private static RunSnapshot Read(BinaryReader from)
    {
        var (run, asked) = (from.ReadString(), ReadAll(from, each => each.ReadString()));
        var (until, markers) = (new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero), from.ReadInt32());
        var files = ReadAll(from, ReadFile);
        var folders = ReadAll(from, each => new FolderWitness(each.ReadString(), each.ReadString()));
        var variables = ReadAll(from, each => new VariableWitness(each.ReadString(), each.ReadString() is { Length: > 0 } digest ? digest : null));
        var predicates = ReadAll(from, each => each.ReadString());
        var tasks = ReadTasks(from, predicates);
        var names = from.ReadBytes(from.ReadInt32());
        return new(run, asked, files, folders, variables, until, markers, tasks, new(() => Encoding.UTF8.GetString(names).Split('\n')), ReadAll(from, ReadTarget));
    }

    private static void Write(BinaryWriter into, FileWitness file)
    {
        into.Write(file.Path);
        into.Write(file.Identity);
        into.Write(file.State is not null);
        into.Write(file.State?.Length ?? 0);
        into.Write(file.State?.Written ?? 0);
        into.Write(file.State?.Changed ?? 0);
        into.Write(file.State?.Number ?? 0);
    }

    private static FileWitness ReadFile(BinaryReader from)
    {
        var (path, identity, isSettled) = (from.ReadString(), from.ReadString(), from.ReadBoolean());
        var state = new FileState(from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), from.ReadInt64());
        return new(path, isSettled ? state : null, identity);
    }

    private static KnownTarget ReadTarget(BinaryReader from)
    {
        var (task, type, representation, isSmall) = (from.ReadInt32(), from.ReadString(), from.ReadString(), from.ReadBoolean());
        var sum = from.ReadUInt32();
        return new(task, type, representation, isSmall ? sum : null);
    }

    // The digests of all of them in one piece, of which each has a slice; and so their names, which no line end is in.
    private static void WriteTasks(BinaryWriter into, RunSnapshot snapshot, Dictionary<string, int> predicates)
    {
        into.Write(snapshot.Tasks.Count);
        foreach (var task in snapshot.Tasks)
            into.Write(task.Digests.Span);
        foreach (var task in snapshot.Tasks)
            into.Write(predicates[task.Predicates]);
        var names = Encoding.UTF8.GetBytes(string.Join('\n', snapshot.Names.Value));
        into.Write(names.Length);
        into.Write(names);
    }

    private static KnownTask[] ReadTasks(BinaryReader from, IReadOnlyList<string> predicates)
    {
        var tasks = new KnownTask[from.ReadInt32()];
        var digests = from.ReadBytes(tasks.Length * DigestsLength);
        for (var i = 0; i < tasks.Length; i++)
            tasks[i] = new(digests.AsMemory(i * DigestsLength, DigestsLength), predicates[from.ReadInt32()]);
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
        var all = new T[from.ReadInt32()];
        for (var i = 0; i < all.Length; i++)
            all[i] = read(from);
        return all;
    }
}
