using Dag.Interpreter.Plans.Planning;

namespace Dag.Interpreter.Run.Working;

/// <summary>What the stages of a run share with its other nodes.</summary>
internal sealed record StageContext(Plan Plan, INodeWork Nodes, NodeFingerprints Works, RunCache Cache, WorkMaker Maker, NodeProducts Products, JournalWriter Log, StreamSettings Settings);
