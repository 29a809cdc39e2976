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

    /// <summary>Flags of the command by their names, where they were written so that an option of a target could be meant as well.</summary>
    public EquatableList<string> Flags { get; init; } = [];

    /// <summary>Whether it goes into the journal of runs: a test, which has parts of the graph replaced, does not.</summary>
    public bool IsRecorded { get; init; } = true;

    /// <summary>Whether products are published: a test, which has parts of the graph replaced, publishes none.</summary>
    public bool Publishes { get; init; } = true;

    /// <summary>Where the products of the targets are copied to beside what their tasks say; null: nowhere. Relative to the current folder.</summary>
    public string? PublishFolder { get; init; }

    /// <summary>Whether what somebody has edited since it was published is replaced.</summary>
    public bool Overwrites { get; init; }

    /// <summary>Told of the elements of a target while they are made, where there is one target and it is a stream.</summary>
    public IElementListener? Elements { get; init; }

    /// <summary>Whether the program is just as its file says, so that the same run is known again by the file.</summary>
    public bool IsOfFile { get; init; }
}

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    Succeeded,
    TaskFailed,

    /// <summary>All tasks ended well, but not all that they made could be published.</summary>
    NotPublished,
    OptionsWrong,

    /// <summary>It was asked for a task or an option that there is not.</summary>
    NameUnknown,
    FileWrong,
    EngineFailed,
    Interrupted,
}
