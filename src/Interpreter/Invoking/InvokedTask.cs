using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Invoking;

/// <summary>A task with its options' values, in the order they are declared in.</summary>
public sealed record InvokedTask(TaskDeclaration Declaration, EquatableList<BoundOption> Options);
