using Dag.Language.Collections;

namespace Dag.Interpreter.Executing;

/// <summary>
/// One process to be started: the program (a path, or a name looked up on the PATH of <paramref name="Environment"/>), what it is told,
/// where it stands and where its streams go. The environment is complete: nothing is inherited. Standard input is empty.
/// </summary>
public sealed record ProcessOrder(
    string Program,
    EquatableList<string> Arguments,
    string WorkingDirectory,
    EquatableList<EnvironmentEntry> Environment,
    string StandardOutputPath,
    string StandardErrorPath);
