using System.Diagnostics;
using System.Globalization;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;

namespace Dag.Interpreter.Host.Running;

/// <summary>What a run that is over has left: its journal, and the folders of its trials with logs and files that were no product.</summary>
/// <param name="File">What was run; null where there is no journal of it.</param>
/// <param name="Left">How many bytes its trials have left.</param>
public sealed record PastRun(string Name, string? File, DateTimeOffset At, long Left, EquatableList<string> Folders, string? Journal)
{
    // Its process may be on another machine.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public void Delete()
    {
        foreach (var folder in Folders)
            Delete(folder);
        if (Journal is not null)
            System.IO.File.Delete(Journal);
    }

    private static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                FolderTree.Delete(folder);
        }
        catch (DirectoryNotFoundException)
        {
            // Another who clears up was faster.
        }
    }

    /// <summary>What may go of the runs before a time, the oldest first.</summary>
    /// <param name="isKept">Whether the product of a piece of work is kept: the journal that says how it was made stays with it.</param>
    internal static IReadOnlyList<PastRun> Before(DateTimeOffset until, string runs, RunHistory history, Func<string, bool> isKept, DateTimeOffset now)
    {
        if (!Directory.Exists(runs))
            return [];

        var (found, needed) = (new List<PastRun>(), new HashSet<string>());
        var folders = FoldersIn(runs).ToLookup(folder => folder.Name.Split('.')[0]);
        foreach (var run in history.Runs)
        {
            var isOld = run.At < until && !IsGoing(run, folders[run.Name], now);
            var isNeeded = !isOld || needed.Contains(run.Name) || run.Tasks.Any(task => task is { Outcome: TaskOutcome.Made, Work: { } work } && isKept(work));
            // A run that only did again what another did is told by that one's journal.
            if (isNeeded && run.Repeats is { } repeated)
                needed.Add(repeated);
            if (isOld && (!isNeeded || folders[run.Name].Any()))
                found.Add(Of(run.Name, run.File, run.At, folders[run.Name], isNeeded ? null : RunJournal.PathOf(runs, run.Name)));
        }

        var known = history.Names.ToHashSet();
        found.AddRange(folders.Where(each => !known.Contains(each.Key) && each.Max(folder => folder.LastWriteTimeUtc) < until && !IsAlive(each.Key)).Select(each => Of(each.Key, null, each.Max(folder => folder.LastWriteTimeUtc), each, null)));
        return found.OrderBy(run => run.Name, StringComparer.Ordinal).ToList();
    }

    private static PastRun Of(string name, string? file, DateTimeOffset at, IEnumerable<DirectoryInfo> folders, string? journal)
        => new(name, file, at, folders.Sum(SizeOf), folders.Select(folder => folder.FullName).ToEquatableList(), journal);

    // A link among them was put there by somebody else, and what lies behind it is none of theirs.
    internal static IEnumerable<DirectoryInfo> FoldersIn(string runs)
        => new DirectoryInfo(runs) is { Exists: true, LinkTarget: null } all ? all.EnumerateDirectories("*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }) : [];

    internal static long SizeOf(DirectoryInfo folder) => FolderTree.SizeOf(folder.FullName);

    // One that has no end was killed, or is under way: its name says in which process. Of one that has ended, the same process may still use what it made.
    private static bool IsGoing(RunRecord run, IEnumerable<DirectoryInfo> folders, DateTimeOffset now)
        => IsAlive(run.Name) || (run.End is null && (now - run.At < Grace || folders.Any(folder => now - folder.LastWriteTimeUtc < Grace)));

    private static bool IsAlive(string run)
    {
        if (run.Split('-') is not [_, _, _, var process, ..] || !int.TryParse(process, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id))
            return false;

        try
        {
            using var found = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
