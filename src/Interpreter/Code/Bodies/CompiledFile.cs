namespace Dag.Interpreter.Code.Bodies;

/// <summary>A compiled unit as a file of the user's own folder.</summary>
/// <param name="Used">When it was last used, to a day.</param>
public sealed record CompiledFile(string Path, long Bytes, DateTimeOffset Used);
