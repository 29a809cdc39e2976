namespace Dag.Interpreter.State.UpToDate;

/// <summary>A variable of the environment, by a digest under the store's own key; null where there was none.</summary>
internal sealed record VariableStamp(string Name, string? Digest);
