using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Storing;

namespace Dag.Repl.Prompting;

/// <summary>Where the lines of a project are kept, for its user alone to read.</summary>
internal static class HistoryFile
{
    /// <summary>The file in a folder for state, there and ready to be written; null where it cannot be.</summary>
    public static string? FindIn(string stateFolder)
    {
        var path = Path.Combine(stateFolder, "history");
        if (new FileInfo(path).LinkTarget is not null)
            return null;

        try
        {
            StateFolder.Make(stateFolder);
            Directory.CreateDirectory(stateFolder);
            // To open a pipe would wait for somebody to read it.
            if (Path.Exists(path) && FileState.Of(path) is null)
                return null;

            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            new FileStream(path, options).Dispose();
            return path;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return null;
        }
    }
}
