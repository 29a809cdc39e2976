using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Runtime.Disk;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Run.Executors;

/// <summary>The folder of a script's trial that has nothing in it but two empty logs, and so can be another's.</summary>
internal sealed class TrialFolder : IDisposable
{
    private readonly OpenFolder entries;
    private readonly SafeFileHandle output;
    private readonly SafeFileHandle errors;
    private readonly (string Name, long Number)[] logs;
    private string path;

    private TrialFolder(string path, OpenFolder entries, SafeFileHandle output, SafeFileHandle errors, (string Name, long Number)[] logs)
    {
        this.logs = logs;
        this.path = path;
        this.entries = entries;
        this.output = output;
        this.errors = errors;
    }

    /// <summary>Null where something was left in it or written to its logs, or where the system cannot tell who still writes to a file.</summary>
    public static TrialFolder? TryOpen(string path)
    {
        var (output, errors) = (ScriptRequest.StandardOutputIn(path), ScriptRequest.StandardErrorIn(path));
        if (!OperatingSystem.IsLinux() || FileState.Of(output) is not { Length: 0 } first || FileState.Of(errors) is not { Length: 0 } second || OpenFolder.TryOpen(path) is not { } entries)
            return null;

        TrialFolder? folder = null;
        (string, long)[] logs = [(ScriptRequest.StandardOutputName, first.Number), (ScriptRequest.StandardErrorName, second.Number)];
        if (entries.HasOnly(logs))
            DiskError.BestEffort(() => folder = new(path, entries, RawFile.OpenToRead(output), RawFile.OpenToRead(errors), logs));
        if (folder is null)
            entries.Dispose();
        return folder;
    }

    /// <summary>Whether nothing was left in it, and nobody who is still there could: who inherited one of the logs may work in it too.</summary>
    public bool IsAsItWas()
        => IsEmpty(output) && IsEmpty(errors) && entries.HasOnly(logs) && !IsOpenToWrite(output) && !IsOpenToWrite(errors);

    public bool TryRename(string to)
    {
        if (!RawFile.TryRename(path, to))
            return false;

        path = to;
        return true;
    }

    /// <summary>With the logs, which are empty.</summary>
    public void Remove()
    {
        Dispose();
        DiskError.BestEffort(() =>
        {
            File.Delete(ScriptRequest.StandardOutputIn(path));
            File.Delete(ScriptRequest.StandardErrorIn(path));
            Directory.Delete(path);
        });
    }

    public void Dispose()
    {
        entries.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    private static bool IsEmpty(SafeFileHandle log) => RandomAccess.GetLength(log) == 0;

    // The system gives a lease for reading on what nobody has open to write.
    private static bool IsOpenToWrite(SafeFileHandle log)
    {
        if (Libc.Control(log, Libc.SetLease, Libc.LeaseToRead) != 0)
            return true;

        _ = Libc.Control(log, Libc.SetLease, Libc.NoLease);
        return false;
    }
}
