using Dag.Interpreter.Plans.Binding;
using Dag.Language.Collections;

namespace Dag.Interpreter.Host.Running;

/// <summary>What is to be run, and how. Targets are queries; with none it is the file's own <c>run</c> statements, or else its leaves.</summary>
public sealed record RunOptions(EquatableList<string> Targets, EquatableList<OptionArgument> Options, int Workers, bool KeepGoing)
{
    /// <summary>Files of values, by their paths.</summary>
    public EquatableList<string> With { get; init; } = [];

    /// <summary>Makes everything anew, whatever was made before.</summary>
    public bool Force { get; init; }

    /// <summary>Whether it goes into the journal of runs: a test, which has parts of the graph replaced, does not.</summary>
    public bool IsRecorded { get; init; } = true;

    /// <summary>Whether the program is just as its file says, so that the same run is known again by the file.</summary>
    public bool IsOfFile { get; init; }
}

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
