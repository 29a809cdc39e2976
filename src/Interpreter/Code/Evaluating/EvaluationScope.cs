using Dag.Interpreter.Code.Bodies;
using Dag.Language.Checking;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>What C# at the prompt sees beside its own earlier inputs: a graph, the code of its files, and the products made so far.</summary>
public sealed record EvaluationScope(Env Env, CompiledCode Compiled, IReadOnlyList<ProductVariable> Made)
{
    /// <summary>The declarations that a name stands for where somebody types.</summary>
    public Scope Names { get; init; } = new(null, Env);

    /// <summary>The products of tasks that the graph has. The product of a task that was undone is left out; one that is out of date is not.</summary>
    internal IEnumerable<ProductVariable> Products => Made.Where(product => Env.FindTask(product.Task.Name) is not null);
}
