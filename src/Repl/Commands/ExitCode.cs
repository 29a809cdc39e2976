using Dag.Interpreter.Host.Running;

namespace Dag.Repl.Commands;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    public const int Fine = 0;
    public const int TaskFailed = 1;
    public const int CommandLineWrong = 2;
    public const int FileWrong = 3;
    public const int OptionsWrong = 4;
    public const int FoundSomethingToDo = 5;
    public const int EngineFailed = 6;
    public const int NotPublished = 7;
    public const int Interrupted = 130;

    public static int Of(RunStatus end) => end switch
    {
        RunStatus.Succeeded => Fine,
        RunStatus.TaskFailed => TaskFailed,
        RunStatus.NotPublished => NotPublished,
        RunStatus.OptionsWrong => OptionsWrong,
        RunStatus.NameUnknown => CommandLineWrong,
        RunStatus.FileWrong => FileWrong,
        RunStatus.Interrupted => Interrupted,
        _ => EngineFailed,
    };
}
