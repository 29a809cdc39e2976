using Dag.Interpreter.Sessions;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Syntax;
using Dag.Language.Types;

namespace Dag.Interpreter.Testing;

/// <summary>An <c>expect</c>, ready: what it runs, and the condition over the product of each of its tasks, where it has one.</summary>
internal sealed record Expectation(StatementSyntax.Expect Step, DagProgram Run, EquatableList<TaskName> Tasks, EquatableList<Condition> Conditions);

/// <summary>What has to hold for a task's product, and the program that its C# was compiled into.</summary>
internal sealed record Condition(TaskName Task, DagType Type, TypePredicate.Where Holds, DagProgram Program);
