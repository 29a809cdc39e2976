namespace Dag.Repl.Rendering;

/// <summary>A column: where its cells stand in it, and how they are painted once they are measured.</summary>
/// <param name="Wraps">Whether the text of the last column goes on below where it would not fit; else it is cut.</param>
internal sealed record Column(bool IsRight = false, bool Wraps = false, Func<string, string>? Paint = null);
