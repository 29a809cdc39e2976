namespace Dag.Interpreter.Sessions;

/// <summary>How a run ended.</summary>
public enum RunEnd
{
    Succeeded,
    TaskFailed,
    OptionsWrong,
    FileWrong,
    EngineFailed,
    Interrupted,
}
