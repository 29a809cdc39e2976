namespace Dag.Interpreter.Executing;

/// <summary>An option or a dep, as a script sees it.</summary>
public sealed record ScriptVariable(string Name, EnvironmentValue Value);
