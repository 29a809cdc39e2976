using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.State.Publishing;

/// <summary>A folder that appears whole or not at all, in the place of the one before: both change places in one step where the system can do that.</summary>
internal static class FolderSwap
{
    /// <param name="temporary">A path beside it; nothing is left there.</param>
    public static void Put(string place, string temporary, Action<string> make)
    {
        try
        {
            make(temporary);
            if (!Directory.Exists(place))
                Directory.Move(temporary, place);
            else if (!RawFile.TryExchange(temporary, place))
                Replace(place, temporary);
        }
        finally
        {
            if (Directory.Exists(temporary))
                DiskError.BestEffort(() => FolderTree.Delete(temporary));
        }
    }

    private static void Replace(string place, string temporary)
    {
        var former = temporary + "~";
        Directory.Move(place, former);
        try
        {
            Directory.Move(temporary, place);
        }
        catch
        {
            Directory.Move(former, place);
            throw;
        }

        DiskError.BestEffort(() => FolderTree.Delete(former));
    }
}
