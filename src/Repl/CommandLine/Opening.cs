namespace Dag.Repl.CommandLine;

/// <summary>What the words say of the session they want: its folder for state, and how much memory products may take; and whether products are printed as they are. What they do not say is as usual.</summary>
internal sealed record Opening(string? StateFolder, long? Memory, bool IsRaw);
