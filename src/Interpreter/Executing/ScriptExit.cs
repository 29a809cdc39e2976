namespace Dag.Interpreter.Executing;

/// <summary>How a script ended and what it left; a script that failed left nothing.</summary>
public sealed record ScriptExit(ProcessExit Process, ProcessProduct Product);
