using Dag.Interpreter.Asking;
using Dag.Interpreter.Bodies;
using Dag.Language.Checking;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Evaluating;

/// <summary>What C# at the prompt sees beside its own earlier inputs: a graph, the code of its files, and what was made so far.</summary>
public sealed record EvaluationScope(Env Env, CompiledProgram Compiled, WorkRecords Records)
{
    /// <summary>What names stand for where somebody types.</summary>
    public Scope Names { get; init; } = new(null, Env);

    /// <summary>The products of tasks that are there. One that was undone is not; one that no longer holds still is.</summary>
    internal IEnumerable<WorkRecord> Products => Records.All.Where(record => Env.FindTask(record.Task.Declaration.Name) is not null);
}
