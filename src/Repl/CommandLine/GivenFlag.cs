namespace Dag.Repl.CommandLine;

/// <summary>A flag that was given, a switch without a value.</summary>
internal sealed record GivenFlag(Flag Flag, string? Value);
