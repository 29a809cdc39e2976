using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.State.Storing;

/// <summary>
/// Folders of other users that this one says are to be used all the same: a line each in <c>dag/trusted</c> below the folder for configuration, in <c>/etc/dag/trusted</c> for all
/// users of a machine, or in the variable DAG_TRUSTED. A line that ends with <c>/*</c> stands for all folders below, and <c>*</c> for every folder.
/// </summary>
internal static class TrustedFolders
{
    private const string OfMachine = "/etc/dag/trusted";

    /// <summary>The user's own list.</summary>
    public static string OwnList
    {
        get
        {
            var configured = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
            var root = string.IsNullOrEmpty(configured) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config") : configured;
            return Path.Combine(root, "dag", "trusted");
        }
    }

    public static bool Has(string folder)
        => (Environment.GetEnvironmentVariable("DAG_TRUSTED") ?? "").Split(Path.PathSeparator).Concat(LinesOf(OwnList)).Concat(LinesOf(OfMachine)).Any(line => Covers(line.Trim(), folder));

    internal static bool Covers(string line, string folder)
    {
        if (line == "*")
            return true;
        if (line.EndsWith("/*", StringComparison.Ordinal))
            return folder.StartsWith(line[..^1], StringComparison.Ordinal);

        return Path.IsPathRooted(line) && Path.TrimEndingDirectorySeparator(line) == Path.TrimEndingDirectorySeparator(folder);
    }

    private static string[] LinesOf(string list)
    {
        try
        {
            return File.Exists(list) ? System.Text.Encoding.UTF8.GetString(RawFile.ReadAll(list)).Split('\n') : [];
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return [];
        }
    }
}
