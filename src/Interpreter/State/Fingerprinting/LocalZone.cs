using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>The time zone of the system: what programs take where TZ says nothing.</summary>
internal static class LocalZone
{
    public const string Path = "/etc/localtime";

    /// <summary>Where the link leads to, or else what is in the file; null where there is none, which is UTC.</summary>
    public static string? OfSystem()
    {
        try
        {
            return File.ResolveLinkTarget(Path, returnFinalTarget: false)?.FullName ?? DagFile.Of(Path).ContentHash;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return null;
        }
    }
}
