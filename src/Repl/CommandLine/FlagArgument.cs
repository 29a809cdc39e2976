namespace Dag.Repl.CommandLine;

/// <summary>A flag that was given, a switch without a value.</summary>
internal sealed record FlagArgument(Flag Flag, string? Value);
