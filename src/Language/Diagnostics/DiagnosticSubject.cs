namespace Dag.Language.Diagnostics;

/// <summary>Subject of a diagnostic, by which a program that failed chooses its exit code.</summary>
public enum DiagnosticSubject
{
    /// <summary>A file, or anything else that is not named below.</summary>
    File,

    /// <summary>The name of a task or an option that does not exist, or a target that cannot be read.</summary>
    Name,

    /// <summary>A value that does not fit, is refused or cannot be used.</summary>
    Value,

    /// <summary>An option without a value.</summary>
    MissingValue,
}
