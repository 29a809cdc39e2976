using Dag.Interpreter.Surface;
using Dag.Language.Declarations;
using Dag.Language.Types;

namespace Dag.Interpreter.Sessions;

/// <summary>What a target made.</summary>
public sealed record TargetProduct(TaskName Task, DagType Type, ClrValue Value);
