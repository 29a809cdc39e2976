using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Plans.Invoking;

/// <summary>What is to be made and with which values: every option of every task that the targets need, checked.</summary>
public sealed record Invocation(Env Env, EquatableList<TaskName> Targets, EquatableList<BoundTask> Tasks);
