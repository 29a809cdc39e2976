namespace Dag.Interpreter.State.UpToDate;

/// <summary>Which bytes of a file the tasks of a snapshot are, and their checksum.</summary>
internal sealed record TaskTableRange(long Offset, int Length, uint Sum);
