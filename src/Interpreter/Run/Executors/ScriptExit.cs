using Dag.Interpreter.Run.Processes;

namespace Dag.Interpreter.Run.Executors;

/// <summary>How a script ended and what it left; a script that failed left nothing.</summary>
internal sealed record ScriptExit(ProcessExit Process, ProcessProduct Product);
