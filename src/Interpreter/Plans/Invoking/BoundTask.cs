using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Plans.Invoking;

/// <summary>A task as it is to be run, with its options' values in the order they are declared in.</summary>
public sealed record BoundTask(TaskDeclaration Declaration, EquatableList<BoundOption> Options)
{
    /// <summary>The product, where it was given by hand as a literal.</summary>
    public ClrValue? Given { get; init; }
}
