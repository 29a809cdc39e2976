namespace Dag.Interpreter.Host.Running;

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    Succeeded,
    TaskFailed,
    OptionsWrong,

    /// <summary>It was asked for a task or an option that there is not.</summary>
    NameUnknown,
    FileWrong,
    EngineFailed,
    Interrupted,
}
