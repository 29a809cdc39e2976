namespace Dag.Interpreter.Runtime.Disk;

/// <summary>What may be thrown where the disk is asked for something.</summary>
public static class DiskError
{
    public static bool Is(Exception thrown) => thrown is IOException or UnauthorizedAccessException;

    /// <summary>Whether the disk refuses it: it is full, may not be written, or does not answer. A missing file is not a refusal.</summary>
    internal static bool IsRefusal(Exception thrown) => Is(thrown) && thrown is not (FileNotFoundException or DirectoryNotFoundException);

    /// <summary>Does what nothing is lost by if it cannot be done.</summary>
    internal static void BestEffort(Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (Is(refused))
        {
            // It would only have saved work, or room, another time.
        }
    }
}
