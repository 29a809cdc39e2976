using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Run.Executors;

/// <summary>
/// Folders that only their owner may enter, for what secrets stand in while a trial runs: values as JSON, what its script prints, a secret product. One goes
/// with its trial. What a killed run leaves, a later one finds by the lock that nobody holds any more, and removes.
/// </summary>
/// <param name="run">The folder of the run's trials, in the folder of all runs.</param>
internal sealed class PrivateFolders(string run) : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnly = Owner | UnixFileMode.UserExecute;
    private const string LockEnd = ".lock";

    private readonly Lock gate = new();
    private readonly string folder = Path.Combine(StateFolder.PrivateIn(Path.GetDirectoryName(Path.GetDirectoryName(run) ?? "") ?? ""), Path.GetFileName(run));
    private FileStream? held;

    /// <summary>The private folder of a trial, which is made when <see cref="Make"/> is called.</summary>
    public string PathOf(string trial) => Path.Combine(folder, Path.GetFileName(trial));

    /// <summary>Makes it, with empty files for the two logs.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk refuses.</exception>
    public void Make(string path)
    {
        lock (gate)
        {
            if (held is null)
            {
                held = Hold();
                CreateFolder(folder);
            }
        }

        CreateFolder(path);
        foreach (var log in new[] { ScriptRequest.StandardOutputIn(path), ScriptRequest.StandardErrorIn(path) })
            CreateFile(log).Dispose();
    }

    /// <summary>A file that only its owner may read.</summary>
    public static FileStream CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        return new(path, options);
    }

    public static void Remove(string path) => DiskError.BestEffort(() => Delete(path));

    /// <summary>Removes what runs that are over have left.</summary>
    public static void Sweep(string stateFolder)
    {
        var all = StateFolder.PrivateIn(stateFolder);
        if (!Directory.Exists(all) || new DirectoryInfo(all).LinkTarget is not null)
            return;

        DiskError.BestEffort(() =>
        {
            foreach (var file in Directory.EnumerateFiles(all, "*" + LockEnd))
                DiskError.BestEffort(() => SweepOne(file));

            // A run has its lock before its folder.
            foreach (var left in Directory.EnumerateDirectories(all).Where(left => !File.Exists(left + LockEnd)))
                Remove(left);
            DiskError.BestEffort(() => Directory.Delete(all));
        });
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (held is null)
                return;

            Remove(folder);
            DiskError.BestEffort(() => File.Delete(folder + LockEnd));
            held.Dispose();
            held = null;
            DiskError.BestEffort(() => Directory.Delete(Path.GetDirectoryName(folder) ?? folder));
        }
    }

    // Another run may take a lock that is not held yet for one that was left, and delete its file.
    private FileStream Hold()
    {
        while (true)
        {
            CreateFolder(Path.GetDirectoryName(folder) ?? folder);
            var file = new FileStream(folder + LockEnd, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (ByteLock.Acquire(file, 0) != ByteLock.Answer.Busy && File.Exists(folder + LockEnd))
                return file;

            file.Dispose();
        }
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }

    private static void SweepOne(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (ByteLock.Acquire(stream, 0) != ByteLock.Answer.Taken)
            return;

        Delete(file[..^LockEnd.Length]);
        File.Delete(file);
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
