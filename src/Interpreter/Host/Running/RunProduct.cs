using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Host.Running;

/// <summary>What a task has made, and out of what work.</summary>
/// <param name="Content">Its content's digest, where it can be compared.</param>
/// <param name="Fetch">The product itself from where it is kept; null where it is not kept any more.</param>
public sealed record RunProduct(BoundTask Task, string? Content, Func<ClrValue?> Fetch)
{
    /// <summary>Lets go of the run, and gives another way to fetch it: what nothing else keeps stays as long as there is room.</summary>
    public required Func<Func<ClrValue?>> KeepForLater { get; init; }
}
