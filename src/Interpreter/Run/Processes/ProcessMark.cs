using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// Mark on a process that all its descendants inherit, whatever they do to their environment, group, session, folder or descriptors: the limit on
/// real-time computing, which only a real-time program can meet, at a number of microseconds that none lives to see. It names the dag that a process descends
/// from and the script that it belongs to.
/// </summary>
/// <param name="Level">How many dags stand above: one that runs in a script of another must stay below the other's numbers, since a limit can only be lowered.</param>
/// <param name="Key">The number that one dag has drawn for itself.</param>
/// <param name="Script">The number of a script, or <see cref="AnyScript"/>.</param>
internal readonly record struct ProcessMark(int Level, int Key, int Script)
{
    /// <summary>In the place of a script's number: on dag itself, which others than scripts descend from too.</summary>
    public const int AnyScript = 99_999_999;

    public const int Keys = 1_000_000_000;

    private const int LastLevel = 9;
    private const ulong First = 8_000_000_000_000_000_000;
    private const ulong OneLevel = 100_000_000_000_000_000;
    private const ulong OneKey = 100_000_000;
    private const int RealTime = 15;
    private const int Refused = 1;

    /// <summary>The beginning, in decimal digits, of the limit of all that descends from one dag.</summary>
    public string Prefix => (ValueOf(0) / OneKey).ToString(CultureInfo.InvariantCulture);

    /// <summary>The mark for this program itself, below that of a dag it descends from; null where the system has no such limit, or another has lowered it.</summary>
    public static ProcessMark? ForThisProgram(int key)
    {
        if (!OperatingSystem.IsLinux() || Libc.FindLimit(0, RealTime) is not { } limit)
            return null;

        var level = Read(limit.Hard) is { } above ? above.Level + 1 : 0;
        var mark = new ProcessMark(level, key, AnyScript);
        return level <= LastLevel && mark.ValueOf(AnyScript) <= limit.Hard ? mark : null;
    }

    public static ProcessMark? Of(int process)
        => Libc.FindLimit(process, RealTime) is { } limit ? Read(limit.Soft)
            // One that runs as somebody else shows its limits to readers only.
            : Marshal.GetLastPInvokeError() == Refused ? ReadFile(process) : null;

    /// <summary>Marks this program, and from then on whatever it starts. The number of the script may be another later, the rest is for good.</summary>
    public bool PutOnThisProgram() => Libc.SetLimit(0, RealTime, ValueOf(Script), ValueOf(AnyScript));

    /// <summary>Hides a process that is about to be started from the search for marks.</summary>
    public static void Hide(int process) => Libc.SetLimit(process, RealTime, First - 1, First - 1);

    private ulong ValueOf(int script) => First + (ulong)(LastLevel - Level) * OneLevel + (ulong)Key * OneKey + (ulong)script;

    private static ProcessMark? Read(ulong limit)
    {
        if (limit is < First or >= First + 10 * OneLevel)
            return null;

        var digits = limit - First;
        return new(LastLevel - (int)(digits / OneLevel), (int)(digits % OneLevel / OneKey), (int)(digits % OneKey));
    }

    private static ProcessMark? ReadFile(int process)
    {
        Span<byte> buffer = stackalloc byte[4096];
        const string name = "Max realtime timeout";
        var text = Encoding.UTF8.GetString(ProcessTable.ReadFile($"/proc/{process}/limits", buffer));
        var line = text.IndexOf(name, StringComparison.Ordinal);
        return line >= 0 && text[(line + name.Length)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..] && ulong.TryParse(soft, CultureInfo.InvariantCulture, out var limit)
            ? Read(limit)
            : null;
    }
}

/// <summary>
/// Start of processes that have a mark when they begin to run. They inherit it from this program, which has one for all its threads: so the next has to wait until the
/// last has been forked, but not until it runs.
/// </summary>
internal sealed class Marking
{
    private const int MostRead = 4096;

    [ThreadStatic]
    private static string? children;

    private readonly Lock gate = new();
    private Fork? last;

    public int Start(ProcessMark mark, Func<int> start)
    {
        var fork = new Fork(mark, children ??= FindChildren());
        lock (gate)
        {
            var wait = new SpinWait();
            while (last is { IsOver: false } before && !before.HasChild())
                wait.SpinOnce();
            last = fork;
            mark.PutOnThisProgram();
        }

        var answer = start();
        fork.IsOver = true;
        lock (gate)
        {
            // What is no script has no script's mark.
            if (last == fork)
                (mark with { Script = ProcessMark.AnyScript }).PutOnThisProgram();
        }

        return answer;
    }

    // The list of what this thread has started.
    private static string FindChildren() => $"/proc/{new FileInfo("/proc/thread-self").LinkTarget}/children";

    private sealed class Fork(ProcessMark mark, string children)
    {
        private volatile bool isOver;

        public bool IsOver
        {
            get => isOver;
            set => isOver = value;
        }

        /// <summary>Whether there is a process with its mark; where that cannot be seen it is when it is over.</summary>
        public bool HasChild()
        {
            Span<byte> buffer = stackalloc byte[MostRead];
            return ProcessTable.NumbersIn(ProcessTable.ReadFile(children, buffer)).Exists(child => ProcessMark.Of(child) == mark);
        }
    }
}
