using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.Storing;

/// <summary>What is to be known of a product that is put into the store.</summary>
/// <param name="Predicates">What it was held against.</param>
/// <param name="Task">Whose it is, for people.</param>
public sealed record StoredWork(ContentDigest Content, string Predicates, string Task, DateTimeOffset MadeAt, TimeSpan Took)
{
    /// <summary>The files that it holds: they are no part of what its content takes of memory, or of an object.</summary>
    public ProductFiles Files { get; init; } = new();
}
