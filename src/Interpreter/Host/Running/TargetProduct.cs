using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;
using Dag.Language.Types;

namespace Dag.Interpreter.Host.Running;

/// <summary>What a target made.</summary>
/// <param name="IsSecret">Whether it must not be shown.</param>
public sealed record TargetProduct(TaskName Task, TypeName Type, bool IsSecret, ClrValue Value);
