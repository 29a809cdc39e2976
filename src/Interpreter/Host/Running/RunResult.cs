using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Host.Running;

/// <summary>What came of a run: its end, what was wrong before anything ran, and the products of its targets.</summary>
public sealed record RunResult(RunStatus End, EquatableList<Diagnostic> Diagnostics, EquatableList<TargetProduct> Products, RunSummary Summary)
{
    /// <summary>What every task of the run made, in the order of the plan, those of actions and markers too.</summary>
    public IReadOnlyList<RunProduct> Made { get; init; } = [];
}

/// <summary>What a run would do: a plan for each of its steps (a file may have several <c>run</c> statements), or why it would not start.</summary>
public sealed record PlanResult(RunStatus End, EquatableList<Plan> Plans, EquatableList<Diagnostic> Diagnostics)
{
    /// <summary>The files of values that it was planned with.</summary>
    internal EquatableList<SourceText> Files { get; init; } = [];
}

/// <summary>What a task has made, and out of what work.</summary>
/// <param name="Content">Its content's digest, where it can be compared.</param>
/// <param name="Fetch">The product itself from where it is kept; null where it is not kept any more.</param>
public sealed record RunProduct(BoundTask Task, string? Content, Func<ClrValue?> Fetch)
{
    /// <summary>Lets go of the run, and gives another way to fetch it: what nothing else keeps stays as long as there is room.</summary>
    public required Func<Func<ClrValue?>> KeepForLater { get; init; }
}

/// <summary>What a target made.</summary>
/// <param name="IsSecret">Whether it must not be shown.</param>
public sealed record TargetProduct(TaskName Task, TypeName Type, bool IsSecret, ClrValue Value)
{
    /// <summary>Whether its elements were handed out while they were made.</summary>
    public bool IsTold { get; init; }
}
