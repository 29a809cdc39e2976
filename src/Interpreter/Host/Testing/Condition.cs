using Dag.Interpreter.Host.Reading;
using Dag.Language.Declarations;
using Dag.Language.Types;

namespace Dag.Interpreter.Host.Testing;

/// <summary>What has to hold for a task's product, and the program that its C# was compiled into.</summary>
internal sealed record Condition(TaskName Task, DagType Type, TypePredicate.Where Holds, DagProgram Program);
