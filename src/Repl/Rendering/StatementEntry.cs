namespace Dag.Repl.Rendering;

/// <summary>A statement in the table of all: the word it begins with, how it is written, what it does.</summary>
internal sealed record StatementEntry(string Word, string Group, string Usage, string Meaning, string Example);
