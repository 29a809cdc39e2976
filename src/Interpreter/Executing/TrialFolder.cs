using Dag.Interpreter.Disk;
using Dag.Interpreter.Storing;
using Dag.Interpreter.Surface;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Executing;

/// <summary>The folder of a script's trial that has nothing in it but two empty logs, and so can be another's.</summary>
internal sealed class TrialFolder : IDisposable
{
    private const int Logs = 2;

    private readonly SafeFileHandle output;
    private readonly SafeFileHandle errors;
    private readonly long written;
    private string path;

    private TrialFolder(string path, SafeFileHandle output, SafeFileHandle errors, long written)
    {
        this.path = path;
        this.output = output;
        this.errors = errors;
        this.written = written;
    }

    /// <summary>Null where something was left in it, or where the system cannot tell who still writes to a file.</summary>
    public static TrialFolder? TryOpen(string path)
    {
        var (output, errors) = (ScriptOrder.StandardOutputIn(path), ScriptOrder.StandardErrorIn(path));
        if (!OperatingSystem.IsLinux() || FileState.Of(output) is not { Length: 0 } || FileState.Of(errors) is not { Length: 0 })
            return null;

        TrialFolder? folder = null;
        Refusal.Forgiven(() =>
        {
            if (Directory.EnumerateFileSystemEntries(path).Count() != Logs)
                return;

            // So long ago that whatever is made in it or taken away from now on shows, however coarse the disk's clock.
            Directory.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
            if (FileState.WrittenOfFolder(path) is { } written)
                folder = new(path, RawFile.OpenToRead(output), RawFile.OpenToRead(errors), written);
        });
        return folder;
    }

    /// <summary>Whether nothing was written in it, and nobody who is still there could: who inherited one of the logs may work in it too.</summary>
    public bool IsAsItWas()
        => IsEmpty(output) && IsEmpty(errors) && FileState.WrittenOfFolder(path) == written && !IsOpenToWrite(output) && !IsOpenToWrite(errors);

    public bool TryRename(string to)
    {
        if (Libc.Rename(path, to) != 0)
            return false;

        path = to;
        return true;
    }

    /// <summary>With the logs, which are empty.</summary>
    public void Remove()
    {
        Dispose();
        Refusal.Forgiven(() =>
        {
            File.Delete(ScriptOrder.StandardOutputIn(path));
            File.Delete(ScriptOrder.StandardErrorIn(path));
            Directory.Delete(path);
        });
    }

    public void Dispose()
    {
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
