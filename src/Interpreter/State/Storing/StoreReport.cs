namespace Dag.Interpreter.State.Storing;

/// <summary>What is in a store, and how much room it takes.</summary>
/// <param name="Damaged">Stretches of the index that cannot be read.</param>
public sealed record StoreReport(string Folder, int Products, long Bytes, long Unused, DateTimeOffset? Oldest, DateTimeOffset? Newest, int Damaged);
