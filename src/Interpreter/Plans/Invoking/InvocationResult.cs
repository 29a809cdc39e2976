using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Plans.Invoking;

/// <summary>An invocation for each step, or none at all and every reason why not; there may be warnings with either.</summary>
internal sealed record InvocationResult(EquatableList<Invocation> Invocations, EquatableList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.IsError);
}
