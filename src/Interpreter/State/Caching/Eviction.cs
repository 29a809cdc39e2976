using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Text;

namespace Dag.Interpreter.State.Caching;

/// <summary>A product that was kept in memory alone and had to go, so that others have room.</summary>
/// <param name="Task">Whose it was, for people.</param>
/// <param name="Bound">How much memory all products may take.</param>
internal sealed record Eviction(string Task, Fingerprint Work, long Size, long Bound)
{
    /// <summary>Why it is not there any more: <c>evicted: 5 MB, memory limit 512 MB</c>.</summary>
    public string Why => $"evicted: {Units.Bytes(Size)}, memory limit {Units.Bytes(Bound)}";
}
