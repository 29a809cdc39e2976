using Dag.Interpreter.Plans.Planning;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Host.Running;

/// <summary>What a run would do: a plan for each of its steps (a file may have several <c>run</c> statements), or why it would not start.</summary>
public sealed record PlanResult(RunStatus End, EquatableList<Plan> Plans, EquatableList<Diagnostic> Diagnostics);
