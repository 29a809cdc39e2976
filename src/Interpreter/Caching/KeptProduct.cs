using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Storing;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Caching;

/// <summary>A product that was made before: what it is, what it was held against, when it was made; and where it is.</summary>
public abstract record KeptProduct(ContentDigest Content, string Predicates, DateTimeOffset MadeAt)
{
    public sealed record InMemory(ClrValue Value, ContentDigest Content, string Predicates, DateTimeOffset MadeAt) : KeptProduct(Content, Predicates, MadeAt);

    public sealed record OnDisk(StoredProduct Entry) : KeptProduct(Entry.Content, Entry.Predicates, Entry.MadeAt);
}
