using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Run.Executors;

/// <summary>Whether the disk on which trials have their folders has space left: a task that fails because it has none mostly does not say so.</summary>
internal static class DiskSpace
{
    // With less than that a disk is as good as full.
    private const int Least = 64 * 1024;

    /// <summary>Why it takes nothing more, or null where it does; found out by trying.</summary>
    public static string? WhyNone(string folder)
    {
        var path = Path.Combine(folder, $".room-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(folder);
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, options: FileOptions.DeleteOnClose);
            RandomAccess.Write(file, new byte[Least], 0);
            return null;
        }
        catch (PathTooLongException)
        {
            // That says nothing of the disk.
            return null;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return refused.Message;
        }
        catch (ArgumentOutOfRangeException)
        {
            return "File too large";
        }
    }

    /// <summary>Whether nothing is left of it: then what was written may be cut short, whatever the writer says of it.</summary>
    public static bool IsUsedUp(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace == 0 && WhyNone(folder) is not null;
        }
        catch (Exception unknown) when (DiskError.Is(unknown))
        {
            return false;
        }
    }
}
