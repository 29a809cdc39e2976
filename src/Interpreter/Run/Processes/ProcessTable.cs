using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Run.Processes;

/// <summary>The system's table of processes, as Linux shows it under /proc: who is whose child, and what state one is in. Empty on other systems.</summary>
internal static class ProcessTable
{
    private const int MostRead = 64 * 1024;

    // Not every kernel is built with the lists of children.
    private static readonly bool HasChildren = File.Exists(Invariant($"/proc/self/task/{Environment.ProcessId}/children"));

    /// <summary>All that descend from some processes, and these themselves, as far as they live; a dead one is no more than the way to its children.</summary>
    public static IReadOnlyList<ProcessState> LiveTree(IEnumerable<int> roots)
    {
        var found = new List<ProcessState>();
        var seen = new HashSet<int>();
        var open = new Stack<int>(roots);
        var all = new Lazy<ILookup<int, int>>(() => All().ToLookup(process => process.Parent, process => process.Id));
        while (open.TryPop(out var id))
        {
            if (!seen.Add(id))
                continue;
            if (Find(id) is { IsLive: true } live)
                found.Add(live);
            foreach (var child in HasChildren ? ChildrenOf(id) : all.Value[id])
                open.Push(child);
        }

        return found;
    }

    /// <summary>Every process that can be seen.</summary>
    public static IEnumerable<ProcessState> All()
        => Directory.Exists("/proc/self") ? Directory.EnumerateDirectories("/proc").Select(Find).OfType<ProcessState>() : [];

    /// <summary>Null where there is none.</summary>
    public static ProcessState? Find(int process) => Find(Invariant($"/proc/{process}"));

    /// <summary>The children of the thread that a process began with: among them all that it took over from parents that died.</summary>
    public static string AdoptedBy(int process) => Invariant($"/proc/{process}/task/{process}/children");

    /// <summary>The numbers in a list of children.</summary>
    public static List<int> NumbersIn(ReadOnlySpan<byte> list)
    {
        var numbers = new List<int>();
        while (Utf8Parser.TryParse(list, out int number, out var length))
        {
            numbers.Add(number);
            list = list[Math.Min(length + 1, list.Length)..];
        }

        return numbers;
    }

    /// <summary>As much of a file as fits; nothing of one that cannot be read, mostly since its process has ended.</summary>
    public static ReadOnlySpan<byte> ReadFile(string path, Span<byte> buffer)
    {
        try
        {
            using var file = RawFile.OpenToRead(path);
            return buffer[..RandomAccess.Read(file, buffer, 0)];
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return [];
        }
    }

    private static List<int> ChildrenOf(int process)
    {
        var children = new List<int>();
        var buffer = new byte[MostRead];
        try
        {
            foreach (var thread in Directory.EnumerateDirectories(Invariant($"/proc/{process}/task")))
                children.AddRange(NumbersIn(ReadFile(thread + "/children", buffer)));
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            // It has ended, and its children have another parent.
        }

        return children;
    }

    private static ProcessState? Find(string folder)
    {
        if (!int.TryParse(folder.AsSpan(folder.LastIndexOf('/') + 1), CultureInfo.InvariantCulture, out var id))
            return null;

        Span<byte> buffer = stackalloc byte[1024];
        var text = Encoding.UTF8.GetString(ReadFile(folder + "/stat", buffer));
        // pid (name) state parent group session …, and the name may hold anything.
        var (begin, end) = (text.IndexOf('('), text.LastIndexOf(')'));
        return begin >= 0 && end > begin && text[(end + 1)..].Split(' ', 5, StringSplitOptions.RemoveEmptyEntries) is [[var state], var parent, var group, var session, ..]
            ? new(id, text[(begin + 1)..end], state, Number(parent), Number(group), Number(session))
            : null;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
