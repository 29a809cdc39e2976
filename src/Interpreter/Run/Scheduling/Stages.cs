using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Streaming;

namespace Dag.Interpreter.Run.Scheduling;

/// <summary>What a scheduler has to know of streams: where they run, the places that elements share with nodes, and how it says that nothing new may start.</summary>
/// <param name="Halt">Cancelled when a task has failed and the run does not go on: what is under way ends, and no further element begins.</param>
public sealed record Stages(StreamEdges Edges, WorkerSlots Slots, CancellationTokenSource Halt);
