using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.Packing;

/// <summary>What the index says of a product: what it is, where its object lies, and how it came to be.</summary>
/// <param name="ObjectId">SHA-256 of the object.</param>
/// <param name="Offset">Where it begins in the pack, or -1 where it is a file of its own.</param>
/// <param name="Type">The C# type that it reads back as.</param>
/// <param name="Predicates">What it was held against.</param>
/// <param name="Task">Whose it was, for people.</param>
public sealed record StoredProduct(
    ContentDigest Content, string ObjectId, long Offset, long Length, ProductEncoding Form, string Type, string Predicates, string Task, DateTimeOffset MadeAt, TimeSpan Took);
