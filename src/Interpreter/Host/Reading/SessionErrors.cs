using Dag.Interpreter.State.Storing;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Reading;

/// <summary>What can keep a run from starting that is nobody's program's fault.</summary>
internal static class SessionErrors
{
    public static Diagnostic StateFolderRefused(string folder, string reason)
        => new("DAG6001", null, $"the folder for state '{folder}' cannot be written: {reason.TrimEnd('.')}.")
        {
            Hint = "give another one with --cache FOLDER or DAG_CACHE",
        };

    public static Diagnostic NamesNothing(SourceLocation at)
        => new("DAG4016", at, "this query names no task.");

    public static Diagnostic NothingToUndo(SourceLocation at, bool isRedo, int steps)
        => new("DAG4017", at, steps == 0 ? $"there is nothing to {(isRedo ? "redo" : "undo")}." : $"there {(steps == 1 ? "is 1 step" : $"are {steps} steps")} to {(isRedo ? "redo" : "undo")}, not more.");

    public static Diagnostic UnknownName(SourceLocation at, string name, string? hint)
        => new("DAG4018", at, $"'{name}' is neither a task nor a type nor an option.") { Hint = hint };

    public static Diagnostic UnknownFormat(SourceLocation at, string name, string? hint)
        => new("DAG4019", at, $"'{name}' is no form of a graph.") { Hint = hint ?? "there are dot, mermaid and json" };

    public static Diagnostic NoSuchJob(SourceLocation at, int? number)
        => new("DAG4020", at, number is { } job ? $"no job {job} is running." : "no job is running.") { Hint = "run … & starts one in the background" };

    public static Diagnostic NothingMadeYet(SourceLocation at, string task)
        => new("DAG4021", at, $"'{task}' has not been run in this session.");

    public static Diagnostic NoFile(SourceLocation at)
        => new("DAG4022", at, "this session was not started with a file.") { Hint = "give one: save \"name.dag\", or load \"name.dag\"" };

    public static Diagnostic NotAPath(SourceLocation at)
        => new("DAG4023", at, "this is no path of a file.");

    public static Diagnostic TestOutsideFile(SourceLocation at)
        => new("DAG4024", at, "a test stands in a file: nothing keeps it here.") { Hint = "write it into the file and run dag test FILE; what it would do can be typed step by step" };

    public static Diagnostic ChangedOnDisk(SourceLocation at, string path, SourceLocation? onDisk, SourceLocation? asRead)
        => new("DAG6002", at, $"'{path}' was changed on disk since it was read, so it is not written over.")
        {
            Hint = "take those changes in with reload, or write somewhere else: save \"other.dag\"",
            Notes = [new(onDisk, onDisk is null ? "the file is gone" : "on disk it says now"), new(asRead, "when it was read it said")],
        };

    public static Diagnostic NotWritten(SourceLocation at, string path, string reason)
        => new("DAG6003", at, $"'{path}' cannot be written: {reason.TrimEnd('.')}.");

    public static Diagnostic DoesNotReadBack(SourceLocation at, string path)
        => new("DAG6004", at, $"the text for '{path}' would not read back to this graph, so nothing was written.")
        {
            Hint = "a file that it imports may have changed since it was read: reload takes that in",
        };

    public static Diagnostic StoreIsNewer(string folder, int format, int known)
        => new("DAG6010", null, $"the store '{folder}' is of format {format}, and this version of dag knows formats up to {known}.")
        {
            Hint = "use the version that wrote it, or give another folder with --cache FOLDER or DAG_CACHE",
        };

    public static Diagnostic StoreUnreadable(string folder, string reason)
        => new("DAG6011", null, $"the store '{folder}' cannot be read: {reason.TrimEnd('.')}.");

    public static Diagnostic StoreRefused(string folder, string reason)
        => new("DAG6012", null, $"what was made cannot be stored in '{folder}': {reason.TrimEnd('.')}.")
        {
            Hint = "everything was made all the same; give another folder with --cache FOLDER or DAG_CACHE",
        };

    public static Diagnostic StateFolderDoubted(StateFolder.Doubt doubt) => doubt switch
    {
        StateFolder.Doubt.OfAnother(var folder, var owner, var list) => new("DAG6015", null, $"the folder for state '{folder}' belongs to another user ({owner}), and is not used: what is in it could be anything")
        {
            Hint = $"to trust it: mkdir -p {Quoted(Path.GetDirectoryName(list) ?? "")} && echo {Quoted(folder)} >> {Quoted(list)}; or give your own with --cache FOLDER",
        },
        StateFolder.Doubt.LeadsElsewhere(var link, var target) => new("DAG6016", null, $"'{link}' is a link to '{target}', which has other things in it than dag's, and is not used as the folder for state")
        {
            Hint = "remove the link; a folder elsewhere is given with --cache FOLDER or DAG_CACHE",
        },
        StateFolder.Doubt.HasLink(var link, var target) => new("DAG6021", null, $"'{link}' is a link to '{target}': in a folder for state no folder is a link, and it is not used")
        {
            Hint = "remove the link; a folder elsewhere is given with --cache FOLDER or DAG_CACHE",
        },
        _ => throw new System.Diagnostics.UnreachableException($"doubt {doubt}"),
    };

    public static Diagnostic KeyNotUsed(string path, string why)
        => new("DAG6017", null, $"the key for secrets '{path}' is not used: {why}")
        {
            Severity = Severity.Warning,
            Hint = "until it is deleted, tasks that depend on secrets run again every time; dag makes another one that only you can read",
        };

    private static string Quoted(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public static Diagnostic NoMoreRoom(string folder, string reason)
        => new("DAG6013", null, $"the folder for state '{folder}' takes nothing more: {reason.TrimEnd('.')}.")
        {
            Hint = "tasks that need room there fail; what was stored is as it was; give another folder with --cache FOLDER or DAG_CACHE",
        };
}
