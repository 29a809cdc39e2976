using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Streaming;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Working;

/// <summary>What a run needs for its streams.</summary>
/// <param name="Slots">The places for what computes, which elements share with nodes.</param>
/// <param name="Halt">No further element begins once it is cancelled.</param>
/// <param name="IsKnown">Whether a task has made a product before, in whatever run.</param>
internal sealed record StreamSettings(StreamEdges Edges, WorkerSlots Slots, CancellationToken Halt, CompiledCode Program, TrialRunner Runner, Func<TaskName, bool> IsKnown)
{
    /// <summary>How many elements a stream may be ahead of its slowest reader.</summary>
    public const int MostAhead = 256;

    /// <summary>How many elements may be done behind one that is not.</summary>
    public const int MostOutOfOrder = 8192;
}
