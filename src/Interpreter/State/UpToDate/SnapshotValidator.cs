using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>Holds a snapshot against the world as it is.</summary>
internal static class SnapshotValidator
{
    private const int Few = 1000;

    /// <summary>The snapshot with the states of files as they are now; null where anything that it was read from has changed.</summary>
    public static RunSnapshot? Validate(RunSnapshot snapshot, Func<CallerVariables> caller, Func<string, string> digest, TimeProvider clock)
    {
        if (clock.GetUtcNow() > snapshot.Until || LookAt(snapshot.Files, clock) is not { } files)
            return null;

        var areSame = snapshot.Folders.All(folder => FolderStamp.Of(DagFolder.OfInput(folder.Path, folder.Except), clock) == folder)
            && snapshot.Variables.All(variable => Of(variable.Name, caller(), digest) == variable);
        return !areSame ? null : ReferenceEquals(files, snapshot.Files) ? snapshot : snapshot with { Files = files };
    }

    public static VariableStamp Of(string variable, CallerVariables caller, Func<string, string> digest)
        => new(variable, caller.Find(variable) is { } value ? digest(value) : null);

    /// <summary>The same list where all were known by their states; null where one is not what it was.</summary>
    private static IReadOnlyList<FileStamp>? LookAt(IReadOnlyList<FileStamp> files, TimeProvider clock)
    {
        var now = new FileStamp?[files.Count];
        void Look(int from, int to)
        {
            for (var i = from; i < to; i++)
                now[i] = files[i].Observe(clock);
        }

        // Most of the time goes by in the kernel, and two get through it in half of it.
        var half = files.Count < Few ? 0 : files.Count / 2;
        var other = half == 0 ? Task.CompletedTask : Task.Run(() => Look(0, half));
        Look(half, files.Count);
        other.Wait();
        var isSame = true;
        for (var i = 0; i < now.Length; i++)
        {
            if (now[i] is null)
                return null;

            isSame &= ReferenceEquals(now[i], files[i]);
        }

        return isSame ? files : now.OfType<FileStamp>().ToList();
    }
}
