using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.Packing;

/// <summary>A product in the store, with all that belongs to it.</summary>
/// <param name="Bytes">Of its object, and of the files that only it leads to.</param>
public sealed record StoredEntry(Fingerprint Fingerprint, StoredProduct Product, long Bytes);
