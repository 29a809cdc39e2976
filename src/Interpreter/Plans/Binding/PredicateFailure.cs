using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Types;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>Why a value is not of a type: the type in the chain that refused it, the sentence, and the predicate's place.</summary>
public sealed record PredicateFailure(DagType Type, string Message, EquatableList<DiagnosticNote> Notes)
{
    public string? Hint { get; init; }
}
