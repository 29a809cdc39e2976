namespace Dag.Repl.Editing;

/// <summary>A text that may be put at the cursor, and what is said of it.</summary>
internal sealed record Candidate(string Text, string About = "");
