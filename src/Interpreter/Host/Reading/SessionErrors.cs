using Dag.Interpreter.State.Storing;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Reading;

/// <summary>What can keep a run from starting that is nobody's program's fault.</summary>
internal static class SessionErrors
{
    public static Diagnostic StateFolderRefused(string folder, string reason)
        => new("DAG6001", null, $"cannot write to state folder '{folder}': {reason.TrimEnd('.')}")
        {
            Hint = "choose another one with --cache FOLDER or DAG_CACHE",
        };

    public static Diagnostic NamesNothing(SourceLocation at)
        => new("DAG4016", at, "the query names no task");

    public static Diagnostic NothingToUndo(SourceLocation at, bool isRedo, int steps)
        => new("DAG4017", at, steps == 0 ? $"nothing to {(isRedo ? "redo" : "undo")}" : $"only {(steps == 1 ? "1 step" : $"{steps} steps")} to {(isRedo ? "redo" : "undo")}");

    public static Diagnostic UnknownName(SourceLocation at, string name, string? hint)
        => new("DAG4018", at, $"unknown task, type or option '{name}'") { Hint = hint };

    public static Diagnostic UnknownFormat(SourceLocation at, string name, string? hint)
        => new("DAG4019", at, $"unknown graph format '{name}'") { Hint = hint ?? "the formats are dot, mermaid and json" };

    public static Diagnostic NoSuchJob(SourceLocation at, int? number)
        => new("DAG4020", at, number is { } job ? $"no job {job} is running" : "no job is running") { Hint = "start one in the background with run … &" };

    public static Diagnostic NothingMadeYet(SourceLocation at, string task)
        => new("DAG4021", at, $"'{task}' has not run in this session");

    public static Diagnostic NoFile(SourceLocation at)
        => new("DAG4022", at, "this session was not started with a file") { Hint = "name one: save \"name.dag\", or load \"name.dag\"" };

    public static Diagnostic NotAPath(SourceLocation at)
        => new("DAG4023", at, "invalid file path");

    public static Diagnostic TestOutsideFile(SourceLocation at)
        => new("DAG4024", at, "tests can only be declared in a file") { Hint = "write it in the file and run dag test FILE, or type its changes here one by one" };

    public static Diagnostic ChangedOnDisk(SourceLocation at, string path, SourceLocation? onDisk, SourceLocation? asRead)
        => new("DAG6002", at, $"cannot save '{path}': it has changed on disk since it was read")
        {
            Hint = "read those changes with reload, or save to another file: save \"other.dag\"",
            Notes = [new(onDisk, onDisk is null ? "the file was deleted" : "now on disk"), new(asRead, "when it was read")],
        };

    public static Diagnostic NotWritten(SourceLocation at, string path, string reason)
        => new("DAG6003", at, $"cannot write '{path}': {reason.TrimEnd('.')}");

    public static Diagnostic DoesNotReadBack(SourceLocation at, string path)
        => new("DAG6004", at, $"cannot save '{path}': its text would not read back as this graph")
        {
            Hint = "an imported file may have changed since it was read: try reload",
        };

    public static Diagnostic StoreIsNewer(string folder, int format, int known)
        => new("DAG6010", null, $"the store '{folder}' has format {format}; this version of dag supports formats up to {known}")
        {
            Hint = "use the version that wrote it, or choose another folder with --cache FOLDER or DAG_CACHE",
        };

    public static Diagnostic StoreUnreadable(string folder, string reason)
        => new("DAG6011", null, $"cannot read the store '{folder}': {reason.TrimEnd('.')}");

    public static Diagnostic StoreRefused(string folder, string reason)
        => new("DAG6012", null, $"cannot store products in '{folder}': {reason.TrimEnd('.')}")
        {
            Hint = "the run itself is not affected; choose another folder with --cache FOLDER or DAG_CACHE",
        };

    public static Diagnostic StoreNotChanged(string reason)
        => new("DAG6014", null, $"cannot change the store: {reason.TrimEnd('.')}");

    public static Diagnostic StateFolderDoubted(StateFolder.Doubt doubt) => doubt switch
    {
        StateFolder.Doubt.OfAnother(var folder, var owner, var list) => new("DAG6015", null, $"state folder '{folder}' belongs to another user ({owner}) and is not used")
        {
            Hint = $"to trust it: mkdir -p {Quoted(Path.GetDirectoryName(list) ?? "")} && echo {Quoted(folder)} >> {Quoted(list)}; or choose your own with --cache FOLDER",
        },
        StateFolder.Doubt.LeadsElsewhere(var link, var target) => new("DAG6016", null, $"cannot use '{link}' as state folder: it is a link to '{target}', which contains other files")
        {
            Hint = "remove the link, or choose another folder with --cache FOLDER or DAG_CACHE",
        },
        StateFolder.Doubt.HasLink(var link, var target) => new("DAG6021", null, $"cannot use the state folder: '{link}' in it is a link to '{target}'")
        {
            Hint = "remove the link, or choose another folder with --cache FOLDER or DAG_CACHE",
        },
        _ => throw new System.Diagnostics.UnreachableException($"doubt {doubt}"),
    };

    public static Diagnostic KeyNotUsed(string path, string why)
        => new("DAG6017", null, $"the key file '{path}' is not used: {why}")
        {
            Severity = Severity.Warning,
            Hint = "delete it: dag creates a new one that only you can read; until then, tasks that depend on secrets always run",
        };

    private static string Quoted(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public static Diagnostic NoMoreRoom(string folder, string reason)
        => new("DAG6013", null, $"cannot write to state folder '{folder}': {reason.TrimEnd('.')}")
        {
            Hint = "free disk space, or choose another folder with --cache FOLDER or DAG_CACHE; stored products are intact",
        };
}
