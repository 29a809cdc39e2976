using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Collections;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// Keeper of all processes that descend from scripts. On Linux this program takes over what loses its parent, so that whatever a script started stays in its tree,
/// and every script's processes carry a mark, so that those of one are not taken for another's. There is one: limits and children are those of the whole program.
/// </summary>
public sealed class ProcessSupervisor
{
    private const int MostAdopted = 64 * 1024;
    private const int DontWait = 1;

    private static readonly TimeSpan Frozen = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenReaps = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, RunningProcess> running = [];
    private readonly Lock beginning = new();
    private readonly Lock reaping = new();
    private readonly Marking marking = new();
    private volatile bool hasBegun;
    private volatile bool isClosed;
    private bool adoptsOrphans;
    private ProcessMark? own;
    private SafeFileHandle? adopted;
    private RunWatcher? watcher;
    private ITimer? reaper;
    private int scripts;
    private int group;

    private ProcessSupervisor()
    {
    }

    public static ProcessSupervisor OfThisProgram { get; } = new();

    /// <summary>Whether no script may be started any more.</summary>
    internal bool IsClosed => isClosed;

    /// <summary>To be called before a script is started; only the first time does anything.</summary>
    internal void Begin()
    {
        if (hasBegun)
            return;

        lock (beginning)
        {
            if (!hasBegun && OperatingSystem.IsLinux())
                BeginOnce();
            hasBegun = true;
        }
    }

    /// <summary>Starts a process with what is given, marked from its first instant on, and gives its script's number as well.</summary>
    internal (int Answer, int Script) Start(Func<int> start)
    {
        var script = (int)((uint)Interlocked.Increment(ref scripts) % ProcessMark.AnyScript);
        return (own is { } mark ? marking.Start(mark with { Script = script }, start) : start(), script);
    }

    /// <summary>A process has been started.</summary>
    internal void Enter(RunningProcess process)
    {
        running[process.Id] = process;
        if (isClosed)
            EndTree(process);
    }

    /// <summary>A process has ended, with its tree.</summary>
    internal void Leave(RunningProcess process) => running.TryRemove(process.Id, out _);

    /// <summary>Whether anything of its tree lives.</summary>
    internal bool HasLiveMembers(RunningProcess process) => MembersOf(process).Count > 0;

    /// <summary>Sends a signal to those of its tree that its process group does not reach.</summary>
    internal void SendOutsideGroup(RunningProcess process, ReadOnlySpan<int> signals)
    {
        foreach (var member in MembersOf(process).Where(member => member.Group != process.Id))
        {
            foreach (var signal in signals)
                _ = Libc.SendSignal(member.Id, signal);
        }
    }

    /// <summary>Ends what a process that is dead, but not reaped, has left of its tree.</summary>
    internal TreeEnd EndRest(RunningProcess process)
    {
        if (!OperatingSystem.IsLinux())
        {
            _ = Libc.SendSignal(-process.Id, Libc.Kill);
            return TreeEnd.Clean;
        }

        // What had a dead parent is a child of this program by now: mostly there is none, and one call says so.
        return adoptsOrphans && adopted is not null && Adopted().Count == 0 ? TreeEnd.Clean : EndTree(process);
    }

    /// <summary>Ends all scripts, whatever they may say to it, for good; with the names of those that could not be ended.</summary>
    public EquatableList<string> EndAll()
    {
        isClosed = true;
        var survivors = running.Values.SelectMany(process => EndTree(process).Survivors).Select(survivor => survivor.ToString()).ToEquatableList();
        EndLost();
        return survivors;
    }

    /// <summary>To be called when this program is about to end and no script runs any more.</summary>
    public void End()
    {
        lock (beginning)
        {
            if (!hasBegun)
                return;

            isClosed = true;
            EndLost();
            reaper?.Dispose();
            watcher?.End();
            watcher = null;
        }
    }

    private void BeginOnce()
    {
        group = Libc.GroupOf(0);
        adoptsOrphans = Libc.ControlProcess(Libc.AdoptOrphans, 1, 0, 0, 0) == 0;
        if (ProcessMark.ForThisProgram(Random.Shared.Next(ProcessMark.Keys)) is { } mark)
        {
            // Before this program has the mark, which it would inherit.
            watcher = RunWatcher.Start(mark);
            own = mark.PutOnThisProgram() ? mark : null;
        }

        if (File.Exists(ProcessTable.AdoptedBy(Environment.ProcessId)))
            adopted = RawFile.OpenToRead(ProcessTable.AdoptedBy(Environment.ProcessId));
        reaper = TimeProvider.System.CreateTimer(static state => (state as ProcessSupervisor)?.ReapAdopted(), this, BetweenReaps, BetweenReaps);
    }

    private TreeEnd EndTree(RunningProcess process)
    {
        var end = OperatingSystem.IsLinux() ? EndTree(() => MembersOf(process)) : TreeEnd.Clean;
        _ = Libc.SendSignal(-process.Id, Libc.Kill);
        ReapAdopted();
        return end;
    }

    // First they are all stopped, so that none starts another while it is looked for the next.
    private static TreeEnd EndTree(Func<IReadOnlyList<ProcessState>> members)
    {
        var (seen, refused) = (new Dictionary<int, ProcessState>(), new HashSet<int>());
        var since = Stopwatch.GetTimestamp();
        for (var wait = 1; members() is { Count: > 0 } live; wait = Math.Min(wait * 2, 20))
        {
            var fresh = live.Where(member => seen.TryAdd(member.Id, member)).ToList();
            foreach (var member in fresh)
                Send(member, Libc.Stop, refused);
            var elapsed = Stopwatch.GetElapsedTime(since);
            if (fresh.Count > 0 && elapsed < Frozen)
                continue;
            if (elapsed > Longest || live.All(member => refused.Contains(member.Id)))
                return new(seen.Values.Except(live).ToEquatableList(), live.ToEquatableList());

            foreach (var member in live)
                Send(member, Libc.Kill, refused);
            Thread.Sleep(wait);
        }

        return seen.Count == 0 ? TreeEnd.Clean : new(seen.Values.ToEquatableList(), []);
    }

    private static void Send(ProcessState member, int signal, HashSet<int> refused)
    {
        if (Libc.SendSignal(member.Id, signal) != 0 && Marshal.GetLastPInvokeError() == Libc.NotPermitted)
            refused.Add(member.Id);
    }

    // Those that no running script can be made out for: of one that has ended, or of a dag that ran in one.
    private void EndLost()
    {
        if (own is not { } mark || adopted is null || Adopted().Count == 0)
            return;

        EndTree(() => ProcessTable.LiveTree(Adopted().Where(child => !IsOfThisGroup(child) && ProcessMark.Of(child) is { } found && (found.Level > mark.Level || (found.Key == mark.Key && found.Script != ProcessMark.AnyScript)))));
        ReapAdopted();
    }

    private IReadOnlyList<ProcessState> MembersOf(RunningProcess process)
        => OperatingSystem.IsLinux() ? ProcessTable.LiveTree([process.Id, .. Orphans().Where(orphan => ScriptOf(orphan) == process.Script)]) : [];

    private IEnumerable<int> Orphans() => adoptsOrphans && adopted is not null ? Adopted() : ProcessTable.All().Select(process => process.Id);

    private int? ScriptOf(int orphan)
    {
        if (IsOfThisGroup(orphan))
            return null;
        if (ProcessMark.Of(orphan) is { } mark && mark.Key == own?.Key && mark.Script != ProcessMark.AnyScript)
            return mark.Script;

        // It was started by a dag that ran in a script, or its mark is of somebody else's making.
        return ProcessTable.Find(orphan) is { } state ? running.Values.FirstOrDefault(process => ProcessTraces.LeadTo(process, state))?.Script : null;
    }

    // What C# starts stays in the group of this program, which no script's process is in; it may have been started between the marks of two scripts.
    private bool IsOfThisGroup(int process) => Libc.GroupOf(process) == group;

    private List<int> Adopted()
    {
        if (adopted is null)
            return [];

        Span<byte> few = stackalloc byte[512];
        var length = RandomAccess.Read(adopted, few, 0);
        if (length < few.Length)
            return length == 0 ? [] : ProcessTable.NumbersIn(few[..length]);

        var many = new byte[MostAdopted];
        return ProcessTable.NumbersIn(many.AsSpan(0, RandomAccess.Read(adopted, many, 0)));
    }

    // Only processes with a script's mark: the bodies of tasks await those that they start themselves.
    private unsafe void ReapAdopted()
    {
        lock (reaping)
        {
            foreach (var child in Adopted())
            {
                int status;
                ResourceUsage usage;
                if (!running.ContainsKey(child) && ProcessMark.Of(child) is { } mark && mark.Script != ProcessMark.AnyScript && mark.Key == own?.Key && !IsOfThisGroup(child))
                    _ = Libc.Wait4(child, &status, DontWait, &usage);
            }
        }
    }
}
