using System.Text;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Run.Processes;

/// <summary>Traces by which an orphan can be told to be a script's where it has no mark: its group, its session, its folder, its streams, its <c>OUT</c>.</summary>
internal static class ProcessTraces
{
    private const int MostRead = 32 * 1024;

    public static bool LeadTo(RunningProcess script, ProcessState orphan)
        => orphan.Group == script.Id || orphan.Session == script.Id
            || Links(orphan).Any(link => IsIn(script.Folder, link))
            || Variable(orphan, "OUT=") is { } product && IsIn(script.Folder, product);

    private static IEnumerable<string> Links(ProcessState orphan)
        => from name in new[] { "cwd", "fd/1", "fd/2" } let target = TargetOf(FormattableString.Invariant($"/proc/{orphan.Id}/{name}")) where target is not null select target;

    private static string? TargetOf(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return null;
        }
    }

    private static string? Variable(ProcessState orphan, string start)
    {
        var text = Encoding.UTF8.GetString(ProcessTable.ReadFile(FormattableString.Invariant($"/proc/{orphan.Id}/environ"), new byte[MostRead]));
        return text.Split('\0').FirstOrDefault(variable => variable.StartsWith(start, StringComparison.Ordinal))?[start.Length..];
    }

    private static bool IsIn(string folder, string path)
        => path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');
}
