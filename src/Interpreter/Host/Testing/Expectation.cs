using Dag.Interpreter.Host.Reading;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Syntax;

namespace Dag.Interpreter.Host.Testing;

/// <summary>An <c>expect</c>, ready: what it runs, and the condition over the product of each of its tasks, where it has one.</summary>
internal sealed record Expectation(StatementSyntax.Expect Step, DagProgram Run, EquatableList<TaskName> Tasks, EquatableList<Condition> Conditions);
