using Dag.Interpreter.Caching;
using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Storing;

namespace Dag.Interpreter.Executing;

/// <summary>How a piece of work ended for all that wait for it.</summary>
internal abstract record Ended
{
    private Ended()
    {
    }

    /// <summary>It was tried now.</summary>
    /// <param name="Content">That of the product, where it can be compared.</param>
    /// <param name="Work">What it was kept under, where it was.</param>
    public sealed record Tried(TrialEnd End, ContentDigest? Content, Fingerprint? Work) : Ended
    {
        /// <summary>Where its product is kept, and why.</summary>
        public Keeping? Keeping { get; init; }

        public TimeSpan Took { get; init; }

        /// <summary>Its product's files and folders that anybody may write to, where it has any.</summary>
        public HeldFiles? Files { get; init; }

        public static Tried Without(TrialEnd end) => new(end, null, null);
    }

    /// <summary>Its product was there already; nobody has looked at it yet.</summary>
    public sealed record Known(Fingerprint Fingerprint, KeptProduct Product) : Ended;
}
