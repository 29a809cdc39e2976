using Dag.Language.Collections;

namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// One process to be started: the program (a path, or a name looked up on the PATH of <paramref name="Environment"/>), what it is told,
/// where it stands and where its streams go. The environment is complete: nothing is inherited. Standard input is empty.
/// </summary>
internal sealed record ProcessRequest(
    string Program,
    EquatableList<string> Arguments,
    string WorkingDirectory,
    EquatableList<EnvironmentEntry> Environment,
    string StandardOutputPath,
    string StandardErrorPath)
{
    /// <summary>Where its streams lead instead, one after the other.</summary>
    internal EquatableList<Redirection> Redirections { get; init; }

    /// <summary>What the shell of the system would come to if it were started for this: tried first, and only where it is that shell.</summary>
    internal ProcessRequest? WithoutShell { get; init; }
}
