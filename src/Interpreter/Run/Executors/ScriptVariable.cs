using Dag.Interpreter.Run.Processes;

namespace Dag.Interpreter.Run.Executors;

/// <summary>An option or a dep, as a script sees it.</summary>
internal sealed record ScriptVariable(string Name, EnvironmentValue Value);
