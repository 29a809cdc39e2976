using Dag.Language.Collections;

namespace Dag.Interpreter.Run.Processes;

/// <summary>One row of the system's table of processes.</summary>
/// <param name="Name">The program's own name, of at most fifteen characters; its arguments may hold what is secret.</param>
internal sealed record ProcessState(int Id, string Name, char State, int Parent, int Group, int Session)
{
    /// <summary>Whether it still does anything: a dead one stays in the table until its parent has asked how it ended.</summary>
    public bool IsLive => State is not ('Z' or 'X');

    public override string ToString() => FormattableString.Invariant($"{Name} (process {Id})");
}

/// <summary>What was left of a script's tree when its first process had ended.</summary>
/// <param name="Killed">Those that were still running and were killed.</param>
/// <param name="Survivors">Those that could not be killed.</param>
internal sealed record TreeEnd(EquatableList<ProcessState> Killed, EquatableList<ProcessState> Survivors)
{
    public static readonly TreeEnd Clean = new([], []);
}
