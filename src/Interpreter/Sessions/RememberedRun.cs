namespace Dag.Interpreter.Sessions;

/// <summary>A run of this session, and what became of it.</summary>
public sealed record RememberedRun(string Name, DateTimeOffset Began, int Tasks, string End);
