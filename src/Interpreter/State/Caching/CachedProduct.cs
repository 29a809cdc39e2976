using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Packing;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.State.Caching;

/// <summary>A product that was made before: what it is, what it was held against, when it was made; and where it is.</summary>
internal abstract record CachedProduct(ContentDigest Content, string Predicates, DateTimeOffset MadeAt)
{
    public sealed record InMemory(ClrValue Value, ContentDigest Content, string Predicates, DateTimeOffset MadeAt) : CachedProduct(Content, Predicates, MadeAt)
    {
        /// <summary>Files that it holds and that others may write to, if any: it is what it was as long as they are.</summary>
        public ProductFiles? Elsewhere { get; init; }
    }

    public sealed record OnDisk(StoredProduct Entry) : CachedProduct(Entry.Content, Entry.Predicates, Entry.MadeAt);
}
