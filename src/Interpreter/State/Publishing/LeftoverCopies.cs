using System.Globalization;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.State.Publishing;

/// <summary>Copies under the names that they have until they are whole. What a killed process left of one is removed when something is next published into its folder.</summary>
internal static class LeftoverCopies
{
    private const string Beginning = ".dag-publish-";

    public static string NewPathIn(string folder) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Beginning}{Environment.ProcessId}-{Guid.NewGuid():N}"));

    public static void Sweep(string folder) => DiskError.BestEffort(() =>
    {
        foreach (var left in Directory.EnumerateFileSystemEntries(folder, Beginning + "*"))
        {
            if (!IsBeingMade(Path.GetFileName(left)))
                DiskError.BestEffort(() => Remove(left));
        }
    });

    private static bool IsBeingMade(string name)
    {
        var number = name[Beginning.Length..].Split('-')[0];
        return !int.TryParse(number, CultureInfo.InvariantCulture, out var process) || process == Environment.ProcessId || !OperatingSystem.IsLinux() || Directory.Exists($"/proc/{process}");
    }

    private static void Remove(string path)
    {
        if (FileState.KindItself(path) == FileKind.Folder)
            FolderTree.Delete(path);
        else
            File.Delete(path);
    }
}
