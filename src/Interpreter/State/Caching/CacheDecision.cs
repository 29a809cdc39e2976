namespace Dag.Interpreter.State.Caching;

/// <summary>What was decided about a product once it was made, and why: <c>cached on disk: took 3.0 s to run and 2 ms to store</c>.</summary>
internal abstract record CacheDecision(string Why)
{
    /// <summary>What the disk said, where it was to be stored there and could not be.</summary>
    public string? Refusal { get; init; }

    /// <summary>What the log of its task says of that.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];

    public sealed record Stored(string Why) : CacheDecision(Why)
    {
        /// <summary>Whether the stored product has other links in its folders than the task made: dependents see the stored one.</summary>
        public bool IsChanged { get; init; }
    }

    public sealed record InMemory(string Why) : CacheDecision(Why);

    public sealed record Dropped(string Why) : CacheDecision(Why);

    /// <summary>It was to be stored, and is nothing that can be.</summary>
    public sealed record Unstorable(string Why) : CacheDecision(Why);

    /// <summary>It was to be stored, and the disk would not take it; it is in memory.</summary>
    public sealed record Refused(string Why) : CacheDecision(Why);
}
