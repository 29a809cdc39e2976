namespace Dag.Interpreter.State.Journals;

/// <summary>A product that was kept in memory, and let go during a run: whose it was, of what work, and why.</summary>
public sealed record EvictionRecord(string Task, string Work, string Why);
