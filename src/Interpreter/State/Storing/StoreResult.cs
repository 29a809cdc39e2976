using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>What came of putting a product into the store.</summary>
public abstract record StoreResult
{
    private StoreResult()
    {
    }

    public sealed record Kept(StoredProduct Product) : StoreResult
    {
        /// <summary>Which links of its folders read back as something else, and what as: <c>'x', a link to '/data/x', became a copy of that file</c>.</summary>
        public IReadOnlyList<string> Changes { get; init; } = [];
    }

    /// <summary>It would not read back as what it is; why, as a clause: "it cannot be written as JSON: …".</summary>
    /// <param name="IsOfEntry">Whether it is one entry of a folder that cannot be kept, which its maker may not know.</param>
    public sealed record Unstorable(string Why, bool IsOfEntry = false) : StoreResult;

    /// <summary>The disk would not take it.</summary>
    public sealed record Refused(string Why) : StoreResult;
}

/// <summary>What is to be known of a product that is put into the store.</summary>
/// <param name="Predicates">What it was held against.</param>
/// <param name="Task">Whose it is, for people.</param>
public sealed record StoredWork(ContentDigest Content, string Predicates, string Task, DateTimeOffset MadeAt, TimeSpan Took)
{
    /// <summary>The files that it holds: they are no part of what its content takes of memory, or of an object.</summary>
    public ProductFiles Files { get; init; } = new();
}

/// <summary>A store, or why there is none that could be used.</summary>
public abstract record StoreOpening
{
    private StoreOpening()
    {
    }

    public sealed record Opened(ProductStore Store) : StoreOpening;

    /// <summary>It was written by a later version.</summary>
    public sealed record Newer(string Folder, int Format, int Known) : StoreOpening;

    public sealed record Unreadable(string Folder, string Why) : StoreOpening;
}

/// <summary>What is in a store, and how much room it takes.</summary>
/// <param name="Damaged">Stretches of the index that cannot be read.</param>
public sealed record StoreReport(string Folder, int Products, long Bytes, long Unused, DateTimeOffset? Oldest, DateTimeOffset? Newest, int Damaged);
