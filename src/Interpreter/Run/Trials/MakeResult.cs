using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Run.Trials;

/// <summary>How a piece of work ended for all that wait for it.</summary>
internal abstract record MakeResult
{
    private MakeResult()
    {
    }

    /// <summary>It was tried now.</summary>
    /// <param name="Content">That of the product, where it can be compared.</param>
    /// <param name="Work">What it was kept under, where it was.</param>
    public sealed record Tried(TrialResult End, ContentDigest? Content, Fingerprint? Work) : MakeResult
    {
        /// <summary>Where its product is kept, and why.</summary>
        public CacheDecision? Keeping { get; init; }

        public TimeSpan Took { get; init; }

        /// <summary>Its trials, where it was tried more than once.</summary>
        public IReadOnlyList<TrialRecord> Trials { get; init; } = [];

        /// <summary>Its product's files and folders that anybody may write to, where it has any.</summary>
        public ProductFiles? Files { get; init; }

        public static Tried Without(TrialResult end) => new(end, null, null);
    }

    /// <summary>Its product was there already; nobody has looked at it yet.</summary>
    public sealed record Known(Fingerprint Fingerprint, CachedProduct Product) : MakeResult;
}
