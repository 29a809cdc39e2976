using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Host.Running;

/// <summary>What came of a run: its end, what was wrong before anything ran, and the products of its targets.</summary>
public sealed record RunResult(RunStatus End, EquatableList<Diagnostic> Diagnostics, EquatableList<TargetProduct> Products, RunSummary Summary)
{
    /// <summary>What every task of the run made, in the order of the plan, those of actions and markers too.</summary>
    public IReadOnlyList<RunProduct> Made { get; init; } = [];
}
