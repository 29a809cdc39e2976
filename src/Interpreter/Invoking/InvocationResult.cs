using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Invoking;

/// <summary>An invocation that was taken, or every reason why not; there may be warnings with either.</summary>
public sealed record InvocationResult(CheckedInvocation? Invocation, EquatableList<Diagnostic> Diagnostics);
