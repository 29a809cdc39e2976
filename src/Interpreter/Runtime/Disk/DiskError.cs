namespace Dag.Interpreter.Runtime.Disk;

/// <summary>What it means that a disk refuses something: it is full, may not be written, or does not answer. A file that is not there is none.</summary>
internal static class DiskError
{
    public static bool Is(Exception thrown) => thrown is UnauthorizedAccessException or (IOException and not (FileNotFoundException or DirectoryNotFoundException));

    /// <summary>Does what nothing is lost by if it cannot be done.</summary>
    public static void BestEffort(Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It would only have saved work, or room, another time.
        }
    }
}
