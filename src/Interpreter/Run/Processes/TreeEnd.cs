using Dag.Language.Collections;

namespace Dag.Interpreter.Run.Processes;

/// <summary>What was left of a script's tree when its first process had ended.</summary>
/// <param name="Killed">Those that were still running and were killed.</param>
/// <param name="Survivors">Those that could not be killed.</param>
internal sealed record TreeEnd(EquatableList<ProcessState> Killed, EquatableList<ProcessState> Survivors)
{
    public static readonly TreeEnd Clean = new([], []);
}
