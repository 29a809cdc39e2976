using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.State.Journals;

/// <summary>Why a task failed, and the last lines of what it wrote.</summary>
public sealed record TaskFailure(Diagnostic Diagnostic, EquatableList<string> Log)
{
    public static TaskFailure Of(Diagnostic diagnostic) => new(diagnostic, []);
}
