using Dag.Language.Text;

namespace Dag.Language.Diagnostics;

/// <summary>A further place that belongs to a diagnostic, and why it does; a note without a place is just a fact.</summary>
public sealed record DiagnosticNote(SourceLocation? At, string Message);
