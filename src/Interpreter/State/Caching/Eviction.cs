using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Text;

namespace Dag.Interpreter.State.Caching;

/// <summary>A product that was kept in memory alone and had to go, so that others have room.</summary>
/// <param name="Task">Whose it was, for people.</param>
/// <param name="Bound">How much memory all products may take.</param>
public sealed record Eviction(string Task, Fingerprint Work, long Size, long Bound)
{
    /// <summary>Why it is not there any more: <c>its 5 MB were let go for room: products may take 512 MB of memory</c>.</summary>
    public string Why => $"its {Units.Bytes(Size)} were let go for room: products may take {Units.Bytes(Bound)} of memory";
}
