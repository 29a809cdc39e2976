namespace Dag.Language.Diagnostics;

/// <summary>Whether a diagnostic stops what comes next.</summary>
public enum Severity
{
    Warning,
    Error,
}
