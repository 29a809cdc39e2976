using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Language.Diagnostics;

/// <summary>
/// What is wrong, where, and what to do about it. The code is stable (<c>DAG1203</c>); there is no place only where none exists,
/// such as on a command line.
/// </summary>
public sealed record Diagnostic(string Code, SourceLocation? At, string Message)
{
    public Severity Severity { get; init; } = Severity.Error;

    public DiagnosticSubject Subject { get; init; }

    /// <summary>What to do, or what was probably meant.</summary>
    public string? Hint { get; init; }

    /// <summary>How a command is written, where it was written otherwise: <c>dag why FILE TASK</c>.</summary>
    public string? Usage { get; init; }

    /// <summary>Other places that have to do with it, each with a word why.</summary>
    public EquatableList<DiagnosticNote> Notes { get; init; }

    public bool IsError => Severity == Severity.Error;
}
